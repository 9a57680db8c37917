/**
 * Every column of every table says whether it holds personal data, of whom, and how long it is kept.
 * Export, erasure, redaction and the residency scan are generated from these declarations; a test
 * compares them with the database's own catalogue.
 */

/** Whose data it is. `visitor` is a shopper who is known only by a random id. */
export type Subject = "customer" | "visitor" | "staff";

/**
 * How long personal data is kept: with the account, as long as tax law wants an invoice
 * (pseudonymised on erasure), as long as a consent must be provable, or until a session ends.
 */
export type Retention = "account" | "invoice" | "consent" | "session" | "delivery";

export type ColumnPolicy = "none" | { readonly of: Subject; readonly keep: Retention };

export function personal(of: Subject, keep: Retention): ColumnPolicy {
  return { of, keep };
}

export type TableDeclarations<Tables> = {
  readonly [T in keyof Tables]: { readonly [C in keyof Tables[T]]: ColumnPolicy };
};

/** Names a slice's tables with their columns' policies; the compiler wants every table and column. */
export function declareTables<Tables>(declarations: TableDeclarations<Tables>): TableDeclarations<Tables> {
  return declarations;
}

export type AnyTableDeclarations = Readonly<Record<string, Readonly<Record<string, ColumnPolicy>>>>;
