/** VAT and business numbers outside of the Union, without their prefix. Sources: the countries' tax offices. */
import type { IdRule } from "./european-union.ts";
import { lastDigit, luhn, mod11of10, weighted } from "./digits.ts";

/** HMRC: nine digits (twelve for a branch) by 97 or, since 2010, 97 with 55; GD departments, HA health authorities. */
function british(id: string): boolean {
  if (id.startsWith("GD")) return Number(id.slice(2)) < 500;
  if (id.startsWith("HA")) return Number(id.slice(2)) >= 500;
  const sum = weighted(id, [8, 7, 6, 5, 4, 3, 2]) + Number(id.slice(7, 9));
  return Number(id.slice(0, 7)) > 0 && (sum % 97 === 0 || (sum + 55) % 97 === 0);
}

/** Ten means that the number is not given out. */
function eleven(id: string, weights: readonly number[]): boolean {
  const check = 11 - (weighted(id, weights) % 11);
  return check !== 10 && check % 11 === Number(id[weights.length]);
}

function brazilian(id: string): boolean {
  const first = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const digit = (weights: readonly number[]): number => {
    const rest = weighted(id, weights) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return digit(first) === Number(id[12]) && digit([6, ...first]) === Number(id[13]) && !/^(\d)\1+$/.test(id);
}

function russian(id: string): boolean {
  const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
  const digit = (from: number) => (weighted(id, weights.slice(from)) % 11) % 10;
  if (Number(id) === 0) return false;
  return id.length === 10 ? digit(2) === Number(id[9]) : digit(1) === Number(id[10]) && digit(0) === Number(id[11]);
}

/** Australian Business Number: the first digit less one, by 89. */
function australian(id: string): boolean {
  return (weighted(id, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0;
}

/** GSTIN: Luhn's formula to the base of 36. */
function indian(id: string): boolean {
  const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const sum = Array.from(id.slice(0, 14)).reduce((all, sign, i) => {
    const value = signs.indexOf(sign) * (i % 2 === 0 ? 1 : 2);
    return all + Math.floor(value / 36) + (value % 36);
  }, 0);
  return signs[(36 - (sum % 36)) % 36] === id.at(-1);
}

/** Inland Revenue's number: a second set of weights where the first gives ten. */
function newZealand(id: string): boolean {
  const full = id.padStart(9, "0");
  const digit = (weights: readonly number[]): number => {
    const rest = weighted(full, weights) % 11;
    return rest === 0 ? 0 : 11 - rest;
  };
  const first = digit([3, 2, 7, 6, 5, 4, 3, 2]);
  const check = first === 10 ? digit([7, 4, 3, 2, 5, 2, 7, 6]) : first;
  return check === lastDigit(full);
}

const rule = (prefix: string, form: RegExp, check: IdRule["check"]): IdRule => ({ prefix, form, check });

const gb = /^(\d{9}(\d{3})?|GD\d{3}|HA\d{3})$/;

export const otherCountries: ReadonlyMap<string, IdRule> = new Map([
  ["AD", rule("AD", /^[ACDEFGLOPU]\d{6}[A-Z]$/, null)],
  ["AU", rule("AU", /^\d{11}$/, australian)],
  ["BR", rule("BR", /^\d{14}$/, brazilian)],
  ["CA", rule("CA", /^\d{9}(RT\d{4})?$/, (id) => luhn(id.slice(0, 9)))],
  ["CH", rule("CHE", /^\d{9}(MWST|TVA|IVA|TPV)?$/, (id) => eleven(id, [5, 4, 3, 2, 7, 6, 5, 4]))],
  // Sellers from outside of the Union in its one-stop shop.
  ["EU", rule("EU", /^\d{9}$/, null)],
  ["GB", rule("GB", gb, british)],
  ["IN", rule("IN", /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/, indian)],
  ["NO", rule("NO", /^\d{9}(MVA)?$/, (id) => eleven(id, [3, 2, 7, 6, 5, 4, 3, 2]))],
  ["NZ", rule("NZ", /^\d{8,9}$/, newZealand)],
  ["RS", rule("RS", /^\d{9}$/, mod11of10)],
  ["RU", rule("RU", /^(\d{10}|\d{12})$/, russian)],
  // Northern Ireland, goods alone (Windsor Framework).
  ["XI", rule("XI", gb, british)],
]);
