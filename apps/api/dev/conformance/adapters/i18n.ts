import { direction } from "@meridian/core/kernel/locale";
import {
  formatDateTime,
  formatDaysFromNow,
  formatDecimal,
  formatList,
  formatPercent,
  formatUnit,
  localeFacts,
  pluralCategory,
  type PluralUse,
} from "@meridian/core/kernel/locale-facts";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf, contentOf } from "./content.ts";

interface LocaleCase {
  readonly locale: string;
  readonly maximized: string;
  readonly direction: string;
  readonly firstDay: number;
  readonly weekend: readonly number[];
  readonly numberingSystem: string;
  readonly calendar: string;
  readonly date: string;
  readonly number: string;
  readonly percent: string;
  readonly list: string;
  readonly unit: string;
  readonly relative: string;
}

const isLocales = saysIt("locale-facts");

export const locales = adapter({
  name: "locale facts",
  recognises: isLocales,
  cases: (file) => casesOf<LocaleCase>(file),
  id: ({ locale }) => locale,
  call: localeFacts,
  args: ({ locale }) => [locale],
  expected: (one) => {
    const { maximized, firstDay, weekend, numberingSystem, calendar } = one;
    return { maximized, direction: one.direction, firstDay, weekend, numberingSystem, calendar };
  },
});

export const dates = adapter({
  name: "dates",
  recognises: isLocales,
  cases: (file) => {
    const { at, cases } = contentOf<{ at: string; cases: readonly LocaleCase[] }>(file);
    return cases.map((one) => ({ ...one, at }));
  },
  id: ({ locale }) => `${locale} date`,
  call: formatDateTime,
  args: ({ at, locale }) => [new Date(at), locale, "UTC"],
  expected: ({ date }) => date,
});

/** What the cases write without naming it. */
const written = {
  number: "1234567.891",
  share: "0.0975",
  names: ["A", "B", "C"],
  weight: "1.5",
  unit: "kilogram",
  yesterday: -1,
} as const;

export const numbers = adapter({
  name: "numbers",
  recognises: isLocales,
  cases: (file) => casesOf<LocaleCase>(file),
  id: ({ locale }) => `${locale} number`,
  call: formatDecimal,
  args: ({ locale }) => [written.number, locale],
  expected: ({ number }) => number,
});

export const percents = adapter({
  name: "percents",
  recognises: isLocales,
  cases: (file) => casesOf<LocaleCase>(file),
  id: ({ locale }) => `${locale} percent`,
  call: formatPercent,
  args: ({ locale }) => [written.share, locale],
  expected: ({ percent }) => percent,
});

export const lists = adapter({
  name: "lists",
  recognises: isLocales,
  cases: (file) => casesOf<LocaleCase>(file),
  id: ({ locale }) => `${locale} list`,
  call: formatList,
  args: ({ locale }) => [written.names, locale],
  expected: ({ list }) => list,
});

export const units = adapter({
  name: "units",
  recognises: isLocales,
  cases: (file) => casesOf<LocaleCase>(file),
  id: ({ locale }) => `${locale} unit`,
  call: formatUnit,
  args: ({ locale }) => [written.weight, written.unit, locale],
  expected: ({ unit }) => unit,
});

export const relativeDays = adapter({
  name: "relative days",
  recognises: isLocales,
  cases: (file) => casesOf<LocaleCase>(file),
  id: ({ locale }) => `${locale} relative`,
  call: formatDaysFromNow,
  args: ({ locale }) => [written.yesterday, locale],
  expected: ({ relative }) => relative,
});

interface PluralCase {
  readonly id: string;
  readonly locale: string;
  readonly type: PluralUse;
  readonly number: string;
  readonly category: string;
}

export const plurals = adapter({
  name: "plurals",
  recognises: saysIt("plurals"),
  cases: (file) => casesOf<PluralCase>(file),
  id: ({ id }) => id,
  call: pluralCategory,
  args: ({ number, locale, type }) => [number, locale, type],
  expected: ({ category }) => category,
});

export const directions = adapter({
  name: "directions",
  recognises: saysIt("direction"),
  cases: (file) => casesOf<{ readonly locale: string; readonly direction: string }>(file),
  id: ({ locale }) => locale,
  call: direction,
  args: ({ locale }) => [locale],
  expected: (one) => one.direction,
});
