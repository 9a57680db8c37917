import { tenantTables } from "@meridian/core/tenant-schema";
import type pg from "pg";
import type { Person } from "./life.ts";
import type { Canary } from "./scan.ts";

/** Personal columns whose values say nothing about where they come from: half the world has the same. */
const indistinct: Readonly<Record<string, string>> = {
  "carts.locale": "one of a few languages",
  "customers.locale": "one of a few languages",
  "consent_entries.locale": "one of a few languages",
  "consent_entries.choices": "yes or no to each purpose",
  "customers.tax_status": "one of three words",
  "carts.held": "quantities by variant, and a time",
  "orders.country": "one of the world's countries",
  "payments.method": "a kind of card and the four last digits of the emulator's test card",
};

/** Personal columns that this life leaves empty. */
const unfilled: Readonly<Record<string, string>> = {
  "carts.tax_answer": "an outside engine's answer: this shop computes its taxes itself",
  "payments.instructions": "where to send money to: this person pays by card",
  "payments.customer_ref": "the reference of such a transfer",
};

export interface Covered {
  readonly canaries: readonly Canary[];
  /** Personal columns that can hold text and hold neither a canary nor a value of their own. */
  readonly missed: readonly string[];
  /** Entries of the two lists that are not true, or no longer. */
  readonly wrongly: readonly string[];
}

/** Of a JSON only ids, tokens and hashes are somebody's own; a plain column's value is, unless it is short. */
const isOwn = (value: unknown, text: string): boolean =>
  typeof value === "string" ? text.length >= 12 : /^(?=.*\d)[\w-]{20,}$/.test(text);

/** Strings of a value: the text itself, or those within a JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * Looks which personal columns of the tenant's schema hold the person's texts. Values that we generate about a person
 * (ids, tokens, hashes) are canaries themselves.
 */
export async function personalColumns(owner: pg.Pool, schema: string, person: Person): Promise<Covered> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = $1 and data_type !~ '(int|numeric|double|real|time|date|bool)'`,
    [schema],
  );
  const given = [person.stem, person.email, person.phone, person.taxId];
  const canaries: Canary[] = given.map((text) => ({ of: "what was given", text }));
  const [missed, wrongly]: [string[], string[]] = [[], []];
  for (const { table, column } of rows) {
    const policy = tenantTables[table]?.[column];
    if (policy === undefined || policy === "none") continue;
    const of = `${table}.${column}`;
    const values = await owner.query<{ value: unknown }>(
      `select "${column}" as value from "${schema}"."${table}" where "${column}" is not null`,
    );
    const texts = values.rows.flatMap(({ value }) => textsIn(value));
    const own = values.rows.flatMap(({ value }) => textsIn(value).filter((text) => isOwn(value, text)));
    const holds = texts.some((text) => given.some((one) => text.toLowerCase().includes(one.toLowerCase())));
    if (of in indistinct || of in unfilled) {
      if (holds || (of in unfilled && texts.length > 0)) wrongly.push(of);
    } else if (holds) continue;
    else if (own.length > 0) canaries.push(...[...new Set(own)].map((text) => ({ of, text })));
    else missed.push(of);
  }
  const known = new Set(rows.map(({ table, column }) => `${table}.${column}`));
  for (const of of [...Object.keys(indistinct), ...Object.keys(unfilled)]) if (!known.has(of)) wrongly.push(of);
  return { canaries, missed, wrongly };
}
