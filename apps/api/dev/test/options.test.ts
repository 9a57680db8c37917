import { expect, test } from "vitest";
import { kinds, parseTestOptions } from "./options.ts";

test("everything runs by default", () => {
  expect(parseTestOptions([])).toEqual({ kinds, rest: [] });
});

test("kinds are chosen one by one or with commas, and keep their order", () => {
  expect(parseTestOptions(["--only", "browser", "--only=check,unit"]).kinds).toEqual(["check", "unit", "browser"]);
});

test("what follows goes to the one tool that was chosen", () => {
  expect(parseTestOptions(["--only", "unit", "--", "money", "-t", "splits"])).toEqual({
    kinds: ["unit"],
    rest: ["money", "-t", "splits"],
  });
  expect(() => parseTestOptions(["money"])).toThrow(/one tool only/);
  expect(() => parseTestOptions(["--only", "check", "money"])).toThrow(/one tool only/);
  expect(() => parseTestOptions(["--only", "conformance", "tax"])).toThrow(/one tool only/);
});

test("an unknown kind is named", () => {
  expect(() => parseTestOptions(["--only", "e2e"])).toThrow('not "e2e"');
  expect(() => parseTestOptions(["--only"])).toThrow("--only knows");
});
