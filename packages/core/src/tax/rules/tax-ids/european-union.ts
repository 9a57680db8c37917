/**
 * VAT numbers of the member states (Directive 2006/112/EC art. 215), without their prefix. Forms after the European
 * Commission's VIES questions and answers; check digits after the states' publications as the member states' tax
 * offices and the open lists of Braemoor and python-stdnum describe them.
 */
import { digitsOf, lastDigit, luhn, mod11of10, modulo, weighted } from "./digits.ts";
import { bulgarian, czech, french, irish, latvian, spanish } from "./special-forms.ts";

/** How an id of a country looks, and whether its check digits are right (null where it has none). */
export interface IdRule {
  readonly prefix: string;
  readonly form: RegExp;
  readonly check: ((id: string) => boolean) | null;
}

const rule = (prefix: string, form: RegExp, check: IdRule["check"]): IdRule => ({ prefix, form, check });
/** `11 − remainder`, with what stands for 10 and 11. */
const elevenLess = (sum: number, ten: number | null, eleven: number | null): number | null => {
  const value = 11 - (sum % 11);
  return value === 10 ? ten : value === 11 ? eleven : value;
};

function austrian(id: string): boolean {
  const digits = digitsOf(id.slice(1));
  const sum = digits.slice(0, 7).reduce((all, digit, i) => {
    return all + (i % 2 === 0 ? digit : Math.floor(digit / 5) + ((digit * 2) % 10));
  }, 0);
  return (10 - ((sum + 4) % 10)) % 10 === digits[7];
}

function belgian(id: string): boolean {
  const full = id.padStart(10, "0");
  return full.startsWith("00") === false && 97 - (Number(full.slice(0, 8)) % 97) === Number(full.slice(8));
}

function cypriot(id: string): boolean {
  const even = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = digitsOf(id.slice(0, 8)).reduce((all, digit, i) => all + (i % 2 === 0 ? (even[digit] ?? 0) : digit), 0);
  return !id.startsWith("12") && String.fromCharCode(65 + (sum % 26)) === id.at(-1);
}

function italian(id: string): boolean {
  const office = Number(id.slice(7, 10));
  const known = (office >= 1 && office <= 201) || office === 888 || office === 999;
  return known && !id.startsWith("0000000") && luhn(id);
}

function lithuanian(id: string): boolean {
  const weights = (from: number) => Array.from({ length: id.length - 1 }, (_, i) => ((i + from - 1) % 9) + 1);
  const first = weighted(id, weights(1)) % 11;
  return id.at(-2) === "1" && (first === 10 ? (weighted(id, weights(3)) % 11) % 10 : first) === lastDigit(id);
}

function dutch(id: string): boolean {
  const rest = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  // Sole traders' numbers of 2020 are not made of the citizen's one: ISO 7064 MOD 97-10 over prefix and all.
  const letters = [...`NL${id}`].map((sign) => (sign >= "A" ? String(sign.charCodeAt(0) - 55) : sign)).join("");
  return (rest === Number(id[8]) && Number(id.slice(0, 9)) > 0) || modulo(letters, 97) === 1;
}

function romanian(id: string): boolean {
  const full = id.padStart(10, "0");
  return ((weighted(full, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === lastDigit(full);
}

export const memberStates: ReadonlyMap<string, IdRule> = new Map([
  ["AT", rule("AT", /^U\d{8}$/, austrian)],
  ["BE", rule("BE", /^[01]?\d{9}$/, belgian)],
  ["BG", rule("BG", /^\d{9,10}$/, bulgarian)],
  ["CY", rule("CY", /^[0-59]\d{7}[A-Z]$/, cypriot)],
  ["CZ", rule("CZ", /^\d{8,10}$/, czech)],
  ["DE", rule("DE", /^[1-9]\d{8}$/, mod11of10)],
  ["DK", rule("DK", /^[1-9]\d{7}$/, (id) => weighted(id, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0)],
  ["EE", rule("EE", /^10\d{7}$/, (id) => weighted(id, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0)],
  ["ES", rule("ES", /^([A-Z]\d{8}|[A-Z0-9]\d{7}[A-Z])$/, spanish)],
  ["FI", rule("FI", /^\d{8}$/, (id) => weighted(id, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0)],
  ["FR", rule("FR", /^[0-9A-HJ-NP-Z]{2}\d{9}$/, french)],
  ["GR", rule("EL", /^\d{9}$/, (id) => (weighted(id, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === lastDigit(id))],
  ["HR", rule("HR", /^\d{11}$/, mod11of10)],
  ["HU", rule("HU", /^\d{8}$/, (id) => weighted(id, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0)],
  ["IE", rule("IE", /^(\d{7}[A-W][A-IW]?|[7-9][A-Z*+]\d{5}[A-W])$/, irish)],
  ["IT", rule("IT", /^\d{11}$/, italian)],
  ["LT", rule("LT", /^\d{9}(\d{3})?$/, lithuanian)],
  [
    "LU",
    rule("LU", /^\d{8}$/, (id) => Number(id.slice(0, 6)) % 89 === Number(id.slice(6)) && !id.startsWith("000000")),
  ],
  ["LV", rule("LV", /^\d{11}$/, latvian)],
  ["MT", rule("MT", /^[1-9]\d{7}$/, (id) => weighted(id, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0)],
  ["NL", rule("NL", /^\d{9}B\d{2}$/, dutch)],
  [
    "PL",
    rule("PL", /^\d{10}$/, (id) => weighted(id, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === lastDigit(id) && Number(id) > 0),
  ],
  [
    "PT",
    rule("PT", /^[1-9]\d{8}$/, (id) => elevenLess(weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]), 0, 0) === lastDigit(id)),
  ],
  ["RO", rule("RO", /^[1-9]\d{1,9}$/, romanian)],
  ["SE", rule("SE", /^\d{10}01$/, (id) => luhn(id.slice(0, 10)))],
  [
    "SI",
    rule("SI", /^[1-9]\d{7}$/, (id) => elevenLess(weighted(id, [8, 7, 6, 5, 4, 3, 2]), 0, null) === lastDigit(id)),
  ],
  ["SK", rule("SK", /^[1-9]\d[2-46-9]\d{7}$/, (id) => modulo(id, 11) === 0)],
]);
