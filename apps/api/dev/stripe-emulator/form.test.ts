import { expect, test } from "vitest";
import { exponentOf, formatAmount, minimumOf, toDecimal } from "./currencies.ts";
import { asList, parseForm } from "./form.ts";
import { passesLuhn } from "./test-cards.ts";

test("brackets nest, and numbered keys become lists in their order", () => {
  const form = parseForm("a=1&b[c][d]=two+words&e[1][x]=second&e[0][x]=first&f[]=p&f[]=q%26r");
  expect(form["a"]).toBe("1");
  expect(form["b"]).toEqual({ c: { d: "two words" } });
  expect(asList(form["e"])).toEqual([{ x: "first" }, { x: "second" }]);
  expect(asList(form["f"])).toEqual(["p", "q&r"]);
});

test("__proto__ is a key like any other and pollutes nothing", () => {
  const form = parseForm("__proto__[polluted]=1&a[constructor][prototype][polluted]=1");
  expect(Object.keys(form)).toEqual(["__proto__", "a"]);
  expect("polluted" in {}).toBe(false);
});

test.each(["a[=1", "[x]=1", "a]b=1", "a=1&a[b]=2", `a${"[x]".repeat(20)}=1`])("refuses %s", (encoded) => {
  expect(() => parseForm(encoded)).toThrow(/Invalid|nested/);
});

test("amounts are shown with the digits Stripe counts in", () => {
  expect(toDecimal(5, "eur")).toBe("0.05");
  expect(toDecimal(500, "jpy")).toBe("500");
  expect(toDecimal(1_500, "kwd")).toBe("1.500");
  expect(toDecimal(-1_999, "usd")).toBe("-19.99");
  expect(exponentOf("isk")).toBe(2);
  expect(minimumOf("gbp")).toBe(30);
  expect(formatAmount(1_999, "eur", "de")).toBe("19,99\u00a0€");
});

test("the card check digit", () => {
  expect(passesLuhn("4242424242424242")).toBe(true);
  expect(passesLuhn("378282246310005")).toBe(true);
  expect(passesLuhn("4242424242424241")).toBe(false);
  expect(passesLuhn("4242")).toBe(false);
});
