import { hash } from "node:crypto";
import type { Kysely } from "kysely";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { actorId, type AnyCtx } from "./context.ts";
import type { Db, Tx } from "./db.ts";
import type { InfraTables } from "./infra-tables.ts";
import { type Given, statement } from "./statement.ts";

/** Keys live longer than any client's or our own webhook's retries. */
const keyLifetimeSeconds = 7 * 24 * 3600;

/** One use of a key: whose it is, for which verb, and a hash of what was asked. */
export interface KeyUse {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

export function keyUse(ctx: AnyCtx, verb: string, input: unknown): KeyUse | null {
  if (ctx.idempotencyKey === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(ctx.idempotencyKey)) throw new DomainError("invalid", "idempotency.bad_key");
  const fingerprint = hash("sha256", canonicalJson(JSON.parse(JSON.stringify(input ?? null))), "hex");
  return { scope: `${verb}/${actorId(ctx.actor)}`, key: ctx.idempotencyKey, fingerprint };
}

/** What an earlier use of the key left: nothing (it is ours now), an answer, or a flow still under way. */
export type Claim =
  | { readonly state: "ours" }
  | { readonly state: "answered"; readonly answer: unknown }
  | { readonly state: "under_way"; readonly flowId: string };

/** Claims the key in the transaction of its effect. A concurrent use waits here for the first to end. */
export async function claimKey(tx: Tx, use: KeyUse, flowId: string | null, now: Date): Promise<Claim> {
  const inserted = await insertKey(tx, {
    ...use,
    flow_id: flowId,
    answer: null,
    created_at: now,
    expires_at: addSeconds(now, keyLifetimeSeconds),
  });
  if (inserted.length > 0) return { state: "ours" };
  return (await earlierUse(tx, use)) ?? { state: "ours" };
}

type Own = Kysely<InfraTables>;
type KeyOf = { readonly scope: string; readonly key: string };

const insertKey = statement((own: Own, row: Given<InfraTables["idempotency_keys"]>) =>
  own
    .insertInto("idempotency_keys")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("key"),
);
const keyRow = statement((own: Own, { scope, key }: Given<KeyOf>) =>
  own
    .selectFrom("idempotency_keys")
    .select(["fingerprint", "flow_id", "answer"])
    .where("scope", "=", scope)
    .where("key", "=", key),
);
const answerKey = statement((own: Own, { scope, key, answer }: Given<KeyOf & { answer: string }>) =>
  own.updateTable("idempotency_keys").set({ answer }).where("scope", "=", scope).where("key", "=", key),
);

/** Reads what an earlier use of the key left, or undefined when there was none. */
export async function earlierUse(db: Db, use: KeyUse): Promise<Claim | undefined> {
  const [row] = await keyRow(db, { scope: use.scope, key: use.key });
  if (row === undefined) return undefined;
  if (row.fingerprint !== use.fingerprint) throw new DomainError("invalid", "idempotency.key_reused");
  if (row.answer !== null) return { state: "answered", answer: answerOf(row.answer) };
  if (row.flow_id !== null) return { state: "under_way", flowId: row.flow_id };
  return undefined;
}

export async function storeAnswer(tx: Tx, use: KeyUse, answer: unknown): Promise<void> {
  await answerKey(tx, { scope: use.scope, key: use.key, answer: packAnswer(answer) });
}

/** Answers are wrapped, so that a stored `null` differs from none. */
export const packAnswer = (answer: unknown): string => JSON.stringify({ value: answer ?? null });
export const answerOf = (stored: unknown): unknown => (stored as { value: unknown }).value;
