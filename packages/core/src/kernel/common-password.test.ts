import { expect, test } from "vitest";
import { isCommonPassword } from "./common-password.ts";

test.each(["password123", "PassWort123", "1234567890", "aaaaaaaaaaaa", "abababababab", "anna.berg@shop.test"])(
  "%s is common",
  (password) => {
    expect(isCommonPassword(password, "anna.berg@shop.test")).toBe(true);
  },
);

test("the own address without its host is common", () => {
  expect(isCommonPassword("anna-katharina", "anna-katharina@shop.test")).toBe(true);
  expect(isCommonPassword("anna-katharina", null)).toBe(false);
});

test.each(["korrekt pferd batterie", "wZ8#kd92mmQ", "четыре лошади", "十分に長いパスワードです"])(
  "%s is not",
  (password) => {
    expect(isCommonPassword(password, "anna@shop.test")).toBe(false);
  },
);
