import { expect, test } from "vitest";
import { activeCurrencies, minorUnits as isoMinorUnits } from "../../../packages/core/src/kernel/currency.ts";
import { direction as kernelDirection } from "../../../packages/core/src/kernel/locale.ts";
import { formatMoney, minorUnits } from "../src/money.ts";
import { direction, translator } from "../src/words.ts";

test("minor units are ISO's, for every currency of the platform", () => {
  expect(activeCurrencies.length).toBeGreaterThan(150);
  for (const code of activeCurrencies) expect([code, minorUnits(code)]).toEqual([code, isoMinorUnits(code)]);
});

test("amounts are written with ISO's digits, also where Intl would leave them out", () => {
  const plain = (text: string) => text.replaceAll(/\s/gu, " ");
  expect(plain(formatMoney({ amount: 123_450, currency: "EUR" }, "de-DE"))).toBe("1.234,50 €");
  expect(formatMoney({ amount: 1_999, currency: "USD" }, "en-US")).toBe("$19.99");
  expect(plain(formatMoney({ amount: 150_050, currency: "HUF" }, "en"))).toBe("HUF 1,500.50");
  expect(formatMoney({ amount: 1_500, currency: "JPY" }, "en")).toBe("¥1,500");
  expect(plain(formatMoney({ amount: 1_234, currency: "KWD" }, "en"))).toBe("KWD 1.234");
});

test("small, negative and huge amounts are exact", () => {
  expect(formatMoney({ amount: 5, currency: "USD" }, "en")).toBe("$0.05");
  expect(formatMoney({ amount: -5, currency: "USD" }, "en")).toBe("-$0.05");
  expect(formatMoney({ amount: Number.MAX_SAFE_INTEGER, currency: "USD" }, "en")).toBe("$90,071,992,547,409.91");
});

test("a sign in Latin letters stays whole where the text runs from right to left", () => {
  expect(formatMoney({ amount: 500, currency: "USD" }, "ar")).toContain("\u2066US$\u2069");
  expect(formatMoney({ amount: -500, currency: "GBP" }, "ar-EG")).toContain("\u2066UK£\u2069");
  expect(formatMoney({ amount: 500, currency: "EUR" }, "ar")).not.toContain("\u2066");
  expect(formatMoney({ amount: 500, currency: "USD" }, "en-CA")).toBe("US$5.00");
});

test("the direction of a locale is the platform's", () => {
  for (const locale of ["en", "de-AT", "ar", "ar-Latn", "he", "iw", "fa-IR", "ur", "zh-TW", "az-Arab", "ks", "dv"]) {
    expect([locale, direction(locale)]).toEqual([locale, kernelDirection(locale)]);
  }
});

test("texts are filled in and choose their plural form", () => {
  const say = translator({ bag_one: "{{count}} Tüte", bag_other: "{{count}} Tüten", hello: "Hallo {{name}}" }, "de");
  expect(say("bag", { count: 1 })).toBe("1 Tüte");
  expect(say("bag", { count: 1_000 })).toBe("1.000 Tüten");
  expect(say("hello", { name: "$&" })).toBe("Hallo $&");
  expect(say("unknown")).toBe("unknown");
});
