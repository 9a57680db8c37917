import { expect, test } from "vitest";
import { readLogInSearch, readOrdersSearch, readProductsSearch } from "./search.ts";

test("logging in leads to addresses of this console only", () => {
  expect(readLogInSearch({ to: "/shops/lamp?x=1" })).toEqual({ to: "/shops/lamp?x=1" });
  for (const to of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", 5, null]) {
    expect(readLogInSearch({ to })).toEqual({});
  }
});

test("unknown and malformed parts of an address are dropped", () => {
  expect(readProductsSearch({ status: "gone", sort: "title", q: "", x: 1 })).toEqual({ sort: "title" });
  expect(readOrdersSearch({ payment: "paid", q: 1042 })).toEqual({ payment: "paid", q: "1042" });
});
