/** Reading single cells. A blank cell says nothing; what cannot be read is refused, never guessed. */
import { isActiveCurrency } from "../../../kernel/currency.ts";
import { canonicalLocale } from "../../../kernel/locale.ts";
import { parseDecimal } from "../../../kernel/money.ts";
import { slugify } from "../slug.ts";
import type { IssueCode } from "./issue-codes.ts";

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: IssueCode };

const read = <T>(value: T): Read<T> => ({ ok: true, value });
const refused = (code: IssueCode): Read<never> => ({ ok: false, code });

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

/**
 * Marked-up text as plain text: paragraphs and lines become line breaks, other tags go. Each step takes time
 * in proportion to the text, whatever the text.
 */
export function plainText(html: string): string {
  const text = withoutBlocks(withoutBlocks(html, "script"), "style")
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6])\b[^<>]*>/gi, "\n")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/&(?:#(\d{1,6})|([a-z]{1,8}));/gi, (whole, code: string | undefined, name: string | undefined) => {
      if (code === undefined) return entities.get((name ?? "").toLowerCase()) ?? whole;
      return Number(code) > 31 && Number(code) < 0x110000 ? String.fromCodePoint(Number(code)) : "";
    });
  const lines = text.split("\n").map((line) => line.trimEnd());
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The text without elements of this name and what is in them; one that never ends takes the rest along. */
function withoutBlocks(html: string, name: string): string {
  const lower = html.toLowerCase();
  let kept = "";
  let at = 0;
  for (let start = lower.indexOf(`<${name}`); start >= 0; start = lower.indexOf(`<${name}`, at)) {
    kept += html.slice(at, start);
    const end = lower.indexOf(`</${name}`, start);
    const close = end < 0 ? -1 : lower.indexOf(">", end);
    if (close < 0) return kept;
    at = close + 1;
  }
  return kept + html.slice(at);
}

/** Text of one line. */
export function readLine(text: string, max: number): Read<string> {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length > max) return refused("too_long");
  return /\p{Cc}/u.test(line) ? refused("control_characters") : read(line);
}

/** Text of several lines; markup goes, and a backslash-n that an export has left becomes a line break. */
export function readText(text: string, max: number): Read<string> {
  const plain = plainText(text.replaceAll("\\n", "\n"));
  if (plain.length > max) return refused("too_long");
  return plain.includes("\0") ? refused("control_characters") : read(plain);
}

export function readHandle(text: string): Read<string> {
  const slug = slugify(text, "en");
  return slug === "" ? refused("not_an_address") : read(slug);
}

export function readInteger(text: string): Read<number> {
  if (!/^\d{1,9}(?:\.0+)?$/.test(text)) return refused("not_a_whole_number");
  return read(Number(text));
}

const words = new Map([
  ...["true", "yes", "y", "1"].map((word) => [word, true] as const),
  ...["false", "no", "n", "0"].map((word) => [word, false] as const),
]);

export function readBoolean(text: string): Read<boolean> {
  const value = words.get(text.toLowerCase());
  return value === undefined ? refused("not_yes_or_no") : read(value);
}

export function readCurrency(text: string): Read<string> {
  const code = text.toUpperCase();
  return isActiveCurrency(code) ? read(code) : refused("unknown_currency");
}

export function readLocale(text: string): Read<string> {
  const locale = canonicalLocale(text.replaceAll("_", "-"));
  return locale === undefined ? refused("unknown_locale") : read(locale);
}

/** The code of a tax class: `Default` and `Standard rate` are `standard`. */
export function readTaxClass(text: string): Read<string> {
  const code = text
    .toLowerCase()
    .trim()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (/^(default|standard|standard_rate|normal)?$/.test(code)) return read("standard");
  return /^[a-z][a-z0-9_]{0,39}$/.test(code) ? read(code) : refused("unknown_tax_class");
}

const maxPrice = 10_000_000_000;

/** An amount in minor units. Zeros behind the currency's last digit say nothing (`40.000` PLN is 40.00). */
export function readPrice(text: string, currency: string): Read<number> {
  if (!isActiveCurrency(currency)) return refused("unknown_currency");
  if (text.length > 30) return refused("not_an_amount");
  const parsed = parseDecimal(text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""), currency);
  if (!parsed.ok) return refused(parsed.reason === "malformed" ? "not_an_amount" : parsed.reason);
  const { amount } = parsed.money;
  return amount < 0 || amount > maxPrice ? refused("out_of_range") : read(amount);
}

const gramsPer = new Map(Object.entries({ g: 1, kg: 1000, lb: 453.59237, oz: 28.349523125 }));
const millimetresPer = new Map(Object.entries({ mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8 }));

function readMeasure(text: string, per: number | undefined): Read<number> {
  if (per === undefined) return refused("unknown_unit");
  if (!/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return refused("not_a_number");
  const value = Math.round(Number(text) * per);
  return value > 10_000_000 ? refused("out_of_range") : read(value);
}

/** A weight in whole grams; international pound and ounce. */
export const readWeight = (text: string, unit: string): Read<number> =>
  readMeasure(text, gramsPer.get(unit.toLowerCase()));

/** A length in whole millimetres; international inch and foot. */
export const readLength = (text: string, unit: string): Read<number> =>
  readMeasure(text, millimetresPer.get(unit.toLowerCase()));
