import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { withWholeSign } from "@meridian/core/kernel/locale";
import { formatMoney, money } from "@meridian/core/kernel/money";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** An amount as it comes over the wire: minor units with their currency. */
export interface WireMoney {
  readonly amount: number;
  readonly currency: ActiveCurrencyCode;
}

export interface Format {
  readonly language: string;
  readonly money: (value: WireMoney) => string;
  readonly number: (value: number) => string;
  /** Parts per million as a percentage: 190000 is 19 %. */
  readonly percent: (ppm: number) => string;
  readonly date: (instant: string) => string;
  /** A day without a time, `2026-03-09`: the same day in every time zone. */
  readonly day: (day: string) => string;
  readonly dateTime: (instant: string) => string;
  readonly country: (code: string) => string;
  readonly currency: (code: string) => string;
  readonly locale: (tag: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** The console's language as the browser's person writes it: English dates differ in London and New York. */
function regional(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`) && isTag(tag)) ?? language;
}

/** Some systems tell the browser a name of their own, `en-US@posix`, which no formatter takes. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Made when first needed, and once: each of `Intl`'s formatters costs the browser as much as drawing a row. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function namesIn(language: string, type: "region" | "currency" | "language"): (code: string) => string {
  const display = once(() => new Intl.DisplayNames(language, { type, fallback: "code" }));
  return (code) => {
    try {
      return display().of(code) ?? code;
    } catch {
      return code;
    }
  };
}

function makeFormat(tag: string, language: string): Format {
  const number = once(() => new Intl.NumberFormat(language));
  const percent = once(() => new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 4 }));
  const date = once(() => new Intl.DateTimeFormat(language, { dateStyle: "medium" }));
  const day = once(() => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }));
  const dateTime = once(() => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }));
  const list = once(() => new Intl.ListFormat(language, { type: "conjunction" }));
  return {
    language: tag,
    money: ({ amount, currency }) => withWholeSign(formatMoney(money(amount, currency), language), language),
    number: (value) => number().format(value),
    percent: (ppm) => percent().format(ppm / 1_000_000),
    date: (instant) => date().format(new Date(instant)),
    day: (text) => day().format(new Date(text)),
    dateTime: (instant) => dateTime().format(new Date(instant)),
    country: namesIn(language, "region"),
    currency: namesIn(language, "currency"),
    locale: namesIn(language, "language"),
    list: (items) => list().format(items),
  };
}

const formats = new Map<string, Format>();

/** `Intl` in one language, the same for every component that asks; dates in the browser's time zone. */
export function formatFor(tag: string): Format {
  const language = regional(tag);
  const format = formats.get(`${tag} ${language}`) ?? makeFormat(tag, language);
  formats.set(`${tag} ${language}`, format);
  return format;
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => formatFor(i18n.language), [i18n.language]);
}
