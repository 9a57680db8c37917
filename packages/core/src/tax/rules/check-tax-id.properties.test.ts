/**
 * Check digits find a single wrong digit. Where the sum is taken by a prime that no digit times a weight is a multiple
 * of, or by Luhn's formula or ISO 7064, they find every one; where ten stands for another digit, or an id may follow
 * one of two formulas, most.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkTaxId } from "./check-tax-id.ts";

/** `#` is any digit, `?` a sign that the check decides, `@` a letter. */
interface Form {
  readonly country: string;
  readonly form: string;
  readonly signs?: string;
  /** From which place on digits are changed, where others choose between forms. */
  readonly from?: number;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";

const every: readonly Form[] = [
  { country: "AT", form: "U#######?" },
  { country: "BE", form: "0#######??" },
  { country: "BE", form: "1#######??" },
  { country: "CY", form: "#1######?", signs: letters },
  { country: "DE", form: "#########".replace(/#$/, "?") },
  { country: "DK", form: "4######?" },
  { country: "EE", form: "10######?" },
  { country: "ES", form: "########?", signs: letters },
  { country: "ES", form: "X#######?", signs: letters },
  { country: "ES", form: "A#######?" },
  { country: "ES", form: "P#######?", signs: letters },
  { country: "ES", form: "K#######?", signs: letters },
  { country: "FI", form: "#######?" },
  { country: "FR", form: "??########?" },
  { country: "HR", form: "##########?" },
  { country: "HU", form: "#######?" },
  { country: "IE", form: "#######?", signs: letters },
  { country: "IE", form: "#######?A", signs: letters },
  { country: "IE", form: "#######?H", signs: letters },
  { country: "IE", form: "#######?W", signs: letters },
  { country: "IE", form: "8@#####?", signs: letters, from: 2 },
  { country: "IT", form: "#######010?" },
  { country: "LU", form: "2#####??" },
  { country: "LV", form: "4#########?", from: 1 },
  { country: "MT", form: "1#####??" },
  { country: "PL", form: "1########?" },
  { country: "SE", form: "5########?01" },
  { country: "SK", form: "20#######?" },
  { country: "AU", form: "??#########" },
  { country: "CA", form: "1#######?RT0001" },
  { country: "CH", form: "1#######?MWST" },
  { country: "CH", form: "1#######?TVA" },
  { country: "CH", form: "1#######?IVA" },
  { country: "IN", form: "29@@@@@####@1Z?", signs: digits + letters },
  { country: "NO", form: "9#######?MVA" },
  { country: "RS", form: "1#######?" },
];

const most: readonly Form[] = [
  { country: "BG", form: "1#######?" },
  { country: "CZ", form: "2######?" },
  { country: "CZ", form: "6#######?" },
  { country: "FR", form: "A?########?" },
  { country: "GB", form: "3######??" },
  { country: "GB", form: "3######??001" },
  { country: "GR", form: "0#######?" },
  { country: "LT", form: "1######1?" },
  { country: "LT", form: "1#########1?" },
  { country: "NL", form: "0#######?B01" },
  { country: "NL", form: "3########B??" },
  { country: "PT", form: "5#######?" },
  { country: "RO", form: "1########?" },
  { country: "SI", form: "5######?" },
  { country: "XI", form: "1######??" },
];

/** All ways to put signs where the check decides. */
function completed(text: string, signs: string): string[] {
  const at = text.indexOf("?");
  if (at < 0) return [text];
  return [...signs].flatMap((sign) => completed(text.slice(0, at) + sign + text.slice(at + 1), signs));
}

const filled = ({ form }: Form) =>
  fc
    .tuple(...[...form].map((sign) => fc.constantFrom(...(sign === "#" ? digits : sign === "@" ? letters : sign))))
    .map((parts) => parts.join(""));

/** The other ids that one wrong digit makes of this one; the digits of a suffix that is always the same stay. */
function slips(id: string, { form, from = 0 }: Form): string[] {
  const open = [...form].map((sign, i) => i >= from && (sign === "#" || sign === "?"));
  return [...id].flatMap((sign, i) =>
    open[i] && /\d/.test(sign)
      ? digits
          .split("")
          .filter((other) => other !== sign)
          .map((other) => id.slice(0, i) + other + id.slice(i + 1))
      : [],
  );
}

function found(one: Form): { readonly ids: number; readonly share: number; readonly missed: readonly string[] } {
  const { country, signs = digits } = one;
  const missed: string[] = [];
  let [ids, tried] = [0, 0];
  fc.assert(
    fc.property(filled(one), (text) => {
      const id = completed(text, signs).find((whole) => checkTaxId(whole, country).valid);
      if (id === undefined) return;
      ids += 1;
      const others = slips(id, one);
      tried += others.length;
      missed.push(...others.filter((other) => checkTaxId(other, country).valid).map((other) => `${id} ${other}`));
    }),
    { numRuns: 60, seed: 7 },
  );
  return { ids, share: 1 - missed.length / Math.max(1, tried), missed };
}

test.each(every)("$country $form: every single wrong digit is refused", (one) => {
  const { ids, missed } = found(one);
  expect(ids).toBeGreaterThan(10);
  expect(missed).toEqual([]);
});

test.each(most)("$country $form: most single wrong digits are refused", (one) => {
  const { ids, share } = found(one);
  expect(ids).toBeGreaterThan(10);
  expect(share).toBeGreaterThan(0.9);
});

test.each([
  ["GB", "GD001", true],
  ["GB", "GD500", false],
  ["GB", "HA500", true],
  ["GB", "HA499", false],
  ["XI", "HA555", true],
  // Northern Ireland's formulas are Britain's.
  ["XI", "980780684", true],
  ["XI", "980780685", false],
  // Companies of seven digits and two letters are of 2013, those with a sign in second place the oldest.
  ["IE", "1234567FA", true],
  ["IE", "8Z49289F", true],
  ["IE", "8Z49289G", false],
  // A key of letters since 2008 too.
  ["FR", "K7399859412", true],
  ["FR", "00300076965", true],
  // Sole traders by ISO 7064, companies by eleven.
  ["NL", "000099998B57", true],
  ["NL", "000099998B58", false],
  ["NL", "004495445B01", true],
])("%s %s: %s", (country, id, valid) => expect(checkTaxId(id, country).valid).toBe(valid));
