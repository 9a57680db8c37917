import type { Field } from "../support/fields.ts";

/** A number as it stands in the JSON text: JavaScript could not write it. */
export interface Raw {
  readonly $raw: string;
}
export const raw = (text: string): Raw => ({ $raw: text });

/** The JSON of an input in which raw numbers stand as they are. */
export const jsonOf = (input: unknown): string => JSON.stringify(input).replaceAll(/\{"\$raw":"([^"]*)"\}/g, "$1");

const numbers: readonly unknown[] = [raw("9007199254740993"), raw("1e309"), "1", "1e3", " 1 ", "NaN", "١٢", true, {}];

const injections: readonly string[] = [
  "'; drop table products; --",
  '"; drop schema region cascade; --',
  "1 or 1=1",
  "../../../etc/passwd",
  "%00",
  "{{7*7}}${7*7}<%= 7*7 %>",
  "x\r\nset-cookie: a=b",
  "__proto__",
  "\u202Egnp.exe",
];

/** Fields whose text follows a rule: whatever is no such name is refused. */
const ruled =
  /^(?:id|ids|(?!vat)[a-z]+Ids?|handle|slug|locales?|defaultLocale|language|currency|base|quote|country|countries|market|day|rate|after|from|until|(?:starts|ends)At|valid(?:From|Until)|email|contactEmail|token|secretKey|allowedOrigins|[a-z]+Url|phone|taxClass|base64|xml)$/;

/** Fields that may be below zero, or have a fraction. */
const mayBeNegative: ReadonlySet<string> = new Set([
  "fxMarginPpm",
  "change.quantity",
  "availableAtMost",
  "edit.change.amount",
]);
const isSigned = (field: Field, own: unknown): boolean =>
  mayBeNegative.has(field.path.join(".")) || nameOf(field) === "changePpm" || (typeof own === "number" && own < 0);

const nameOf = ({ path }: Field): string => String(path.filter((part) => typeof part === "string").at(-1));

const isRuled = (field: Field, searched: readonly string[]): boolean =>
  ruled.test(nameOf(field)) && !searched.includes(nameOf(field));

/** Values that the field must refuse; `own` is what the case puts there. */
export function badValues(field: Field, searched: readonly string[], own?: unknown): readonly unknown[] {
  switch (field.type) {
    case "integer":
      return [...numbers, 0.5, ...(isSigned(field, own) ? [] : [-1])];
    case "number":
      return numbers;
    case "boolean":
      return ["true", 1, "", {}];
    case "array":
      return ["x", 5, { length: 1 }, { 0: "x" }];
    case "object":
      return ["x", 5, []];
    case "string": {
      const never = [5, true, {}, ["x"], "a\u0000b", "a\uD800b"];
      if (field.options !== undefined) return [...never, "nonsense", "", "constructor", "XXX", "eur"];
      return isRuled(field, searched) ? [...never, ...injections] : never;
    }
  }
}

/** Values that are unusual and may be right: nothing may break by them. */
export function oddValues(field: Field, searched: readonly string[]): readonly unknown[] {
  if (field.type === "integer")
    return [0, raw("-0"), 2_147_483_647, 2_147_483_648, 9_007_199_254_740_991, -9_007_199_254_740_991];
  if (field.type === "string" && field.options === undefined && !isRuled(field, searched))
    return [...injections.filter((_, i) => i % 2 === 0), "x".repeat(5_000), ""];
  return [];
}
