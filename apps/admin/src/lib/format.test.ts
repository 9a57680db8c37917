import { expect, test, vi } from "vitest";
import { formatFor } from "./format.ts";

vi.stubGlobal("navigator", { languages: ["de-AT", "en-US@posix", "en-GB"] });

test("numbers, money and rates are written as the language writes them", () => {
  const german = formatFor("de");
  expect(german.money({ amount: 123_456, currency: "EUR" })).toBe("€\u00a01.234,56");
  expect(formatFor("en").money({ amount: 1_999, currency: "JPY" })).toBe("JP¥1,999");
  expect(german.percent(190_000)).toBe("19\u00a0%");
  expect(formatFor("en").percent(88_750)).toBe("8.875%");
});

test("a day is the same day everywhere", () => {
  expect(formatFor("en").day("2026-03-09")).toBe("9 Mar 2026");
});

test("names come from Intl, and an unknown code stands for itself", () => {
  expect(formatFor("de").country("AT")).toBe("Österreich");
  expect(formatFor("en").locale("de-AT")).toBe("Austrian German");
  expect(formatFor("en").country("?")).toBe("?");
});

test("a sign in Latin letters stays whole in a text from right to left", () => {
  const owed = formatFor("ar").money({ amount: -500, currency: "USD" });
  expect(owed).toContain("\u2066US$\u2069");
  expect(formatFor("ar").money({ amount: 500, currency: "EUR" })).not.toContain("\u2066");
  expect(formatFor("de").money({ amount: 500, currency: "USD" })).not.toContain("\u2066");
});
