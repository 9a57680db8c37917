import { passesLuhn } from "../test-cards.ts";
import type { Words } from "./words/shape.ts";

export type Field = "cvc" | "email" | "expiry" | "holder" | "iban" | "name" | "number";
export type Values = Partial<Record<Field | "method", string>>;
export type FieldErrors = Partial<Record<Field, keyof Words>>;

export interface CardInput {
  method: "card";
  email: string;
  name: string;
  number: string;
  month: number;
  year: number;
}

export interface DebitInput {
  method: "sepa_debit";
  email: string;
  name: string;
  iban: string;
}

/** Ways of paying that ask for nothing on the page. */
export interface LaterInput {
  method: "customer_balance" | "konbini";
  email: string;
  name: string;
}

export type FormResult = { ok: false; errors: FieldErrors } | { ok: true; input: CardInput | DebitInput | LaterInput };

/** Reads what the shopper typed; `fixedEmail` is the session's own, which they cannot change. */
export function readForm(values: Values, fixedEmail: string | null, now: Date): FormResult {
  const email = fixedEmail ?? (values.email ?? "").trim();
  const errors: FieldErrors = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: "badEmail" };
  if (values.method === "customer_balance" || values.method === "konbini") {
    if (errors.email !== undefined) return { ok: false, errors };
    return { ok: true, input: { method: values.method, email, name: "" } };
  }
  return values.method === "sepa_debit" ? readDebit(values, email, errors) : readCard(values, email, errors, now);
}

function readCard(values: Values, email: string, errors: FieldErrors, now: Date): FormResult {
  const number = digits(values.number);
  const cvc = digits(values.cvc);
  const name = (values.name ?? "").trim();
  const expiry = readExpiry(values.expiry);
  if (!passesLuhn(number)) errors.number = "badNumber";
  if (!expiry) errors.expiry = "badExpiry";
  else if (new Date(Date.UTC(expiry.year, expiry.month)) <= now) errors.expiry = "pastExpiry";
  if (!/^\d{3,4}$/.test(cvc)) errors.cvc = "badCvc";
  if (name === "") errors.name = "badName";
  if (!expiry || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, input: { method: "card", email, name, number, ...expiry } };
}

function readDebit(values: Values, email: string, errors: FieldErrors): FormResult {
  const iban = (values.iban ?? "").replaceAll(/\s/g, "").toUpperCase();
  const name = (values.holder ?? "").trim();
  if (!isIban(iban)) errors.iban = "badIban";
  if (name === "") errors.holder = "badName";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, input: { method: "sepa_debit", email, name, iban } };
}

function readExpiry(text: string | undefined): { month: number; year: number } | undefined {
  const match = /^(\d{2})(\d{2}|20\d{2})$/.exec(digits(text));
  const month = Number(match?.[1]);
  if (!match || month < 1 || month > 12) return undefined;
  return { month, year: 2_000 + (Number(match[2]) % 100) };
}

/** Keeps the digits, of any script, as ASCII: Arabic keyboards type others. */
function digits(text = ""): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
      if (code >= 0xff10 && code <= 0xff19) return String(code - 0xff10);
      return /\d/.test(character) ? character : "";
    })
    .join("");
}

/** ISO 13616: the number with its first four characters moved to the end is 1 modulo 97. */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const moved = iban.slice(4) + iban.slice(0, 4);
  const number = [...moved].map((character) => Number.parseInt(character, 36)).join("");
  return BigInt(number) % 97n === 1n;
}
