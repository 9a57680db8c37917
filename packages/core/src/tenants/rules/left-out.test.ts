import { expect, it } from "vitest";
import { tenantSealed, tenantTables } from "../../tenant-schema.ts";
import { leftOut, leftOutColumns } from "./left-out.ts";

/** Names that secrets have, of columns that hold none. */
const harmless = new Set([
  "audit_entries.hash",
  "audit_entries.prev_hash",
  "audit_head.hash",
  "carts.codes",
  "carts.tax_answer",
  "checkouts.quote_hash",
  "consent_entries.hash",
  "consent_entries.policy_hash",
  "consent_subjects.hash",
  "idempotency_keys.key",
  "jobs.error_code",
  "jobs.payload",
  "outbox_events.payload",
  "payment_accounts.error_code",
  "payment_accounts.key_last4",
  "payments.decline_code",
  "payments.intent_id",
  "promotion_codes.code",
  "promotion_uses.code",
  "promotion_uses.customer_key",
  "refunds.failure_code",
  "shipping_methods.except_postal_codes",
  "shipping_methods.postal_codes",
  "variants.barcode",
]);
const suspicious = /seal|secret|hash|token|passw|code|signature|key|answer|intent|payload/;

it("decides of every column whose name sounds like a secret whether it is one", () => {
  const undecided = Object.entries(tenantTables).flatMap(([table, columns]) =>
    Object.keys(columns)
      .filter((column) => suspicious.test(column) && !leftOut(table).includes(column))
      .map((column) => `${table}.${column}`)
      .filter((name) => !harmless.has(name)),
  );
  expect(undecided).toEqual([]);
});

it("leaves out everything that is sealed, and names only columns that are there", () => {
  for (const { table, column } of tenantSealed) expect(leftOut(table)).toContain(column);
  for (const [table, columns] of Object.entries(leftOutColumns)) {
    expect(Object.keys(tenantTables[table] ?? {})).toEqual(expect.arrayContaining([...columns]));
  }
});
