import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { money, parseDecimal, toDecimalString } from "@meridian/core/kernel/money";
import type { WireMoney } from "./format.ts";

const separators = new Map<string, string>();

/** The decimal separator that people of a language type. Asked for by every field of a table at every key. */
function separatorOf(language: string): string {
  const known = separators.get(language);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  const separator = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  separators.set(language, separator);
  return separator;
}

/**
 * A plain decimal from what was typed. In German `12,50` and `12.50` both mean 12.5; a text with both signs is
 * grouped, and refused unless the separator of the language comes last.
 */
export function plainDecimal(text: string, language: string): string | undefined {
  const separator = separatorOf(language);
  const grouping = separator === "," ? "." : ",";
  let plain = text.replace(/[\s'’]/g, "");
  if (plain.includes(separator) && plain.includes(grouping)) {
    if (plain.lastIndexOf(grouping) > plain.indexOf(separator)) return undefined;
    plain = plain.replaceAll(grouping, "");
  } else if (separator === "." && plain.includes(",")) {
    // `1,500` is a thousand and more in English, `1,5` is a slip.
    if (!/^-?\d{1,3}(,\d{3})+$/.test(plain)) return undefined;
    plain = plain.replaceAll(",", "");
  }
  plain = plain.replace(separator, ".").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}

/** The amount that was typed, or undefined when it is none in this currency. */
export function parseMoney(text: string, currency: ActiveCurrencyCode, language: string): WireMoney | undefined {
  const plain = plainDecimal(text, language);
  if (plain === undefined) return undefined;
  const parsed = parseDecimal(plain, currency);
  return parsed.ok ? { amount: parsed.money.amount, currency } : undefined;
}

/** The amount as it is typed in the language: all of the currency's digits, no grouping, no symbol. */
export function editMoney(value: WireMoney, language: string): string {
  return toDecimalString(money(value.amount, value.currency)).replace(".", separatorOf(language));
}

/** Parts per million from a typed percentage of at most four decimals; undefined when it is none. */
export function parsePercent(text: string, language: string): number | undefined {
  const plain = plainDecimal(text.replace("%", ""), language);
  if (plain === undefined) return undefined;
  const [whole = "0", fraction = ""] = plain.split(".");
  if (fraction.length > 4) return undefined;
  return Number(`${whole}${fraction.padEnd(4, "0")}`);
}

export function editPercent(ppm: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 4, useGrouping: false }).format(ppm / 10_000);
}
