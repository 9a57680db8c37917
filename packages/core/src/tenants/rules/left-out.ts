/**
 * Columns that an export for the shop's people leaves out: whoever has them could act as somebody else, or use the
 * shop's accounts elsewhere. They are of no use to another system either: hashes and seals open only here.
 */
const secrets: Readonly<Record<string, readonly string[]>> = {
  api_keys: ["hash"],
  credit_accounts: ["code_hash"],
  customer_secrets: ["hash"],
  customers: ["password_hash"],
  // Answers to repeated requests may hold what is shown once.
  flow_runs: ["intent", "answer"],
  idempotency_keys: ["answer"],
  orders: ["token"],
  payment_accounts: ["sealed_key", "sealed_webhook_secret"],
};

export function leftOut(table: string): readonly string[] {
  return secrets[table] ?? [];
}

/** All of them, as the manifest names them. */
export const leftOutColumns: Readonly<Record<string, readonly string[]>> = secrets;
