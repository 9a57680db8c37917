import { expect, test } from "vitest";
import { handleOf } from "./market-draft.ts";

test.each([
  ["Deutschland & Österreich", "deutschland-osterreich"],
  ["  Straße! ", "strasse"],
  ["日本", ""],
  [`${"a".repeat(31)} b`, "a".repeat(31)],
])("%s → %s", (name, handle) => {
  expect(handleOf(name)).toBe(handle);
});
