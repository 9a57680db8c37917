import { DomainError, notFound } from "../kernel/errors.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { lockKey, type KeyRow } from "./queries/keys.ts";
import { keyIsLive } from "./rules/api-key.ts";

/** The key, locked; a revoked or expired one can no longer be changed. */
export async function lockLiveKey(ctx: TenantTxCtx, keyId: string): Promise<KeyRow> {
  const key = await lockKey(ctx.db, keyId);
  if (key === undefined) throw notFound("api_key");
  if (!keyIsLive(key, ctx.now())) throw new DomainError("precondition", "tenants.key_ended");
  return key;
}
