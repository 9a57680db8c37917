import { z } from "zod";
import type { TenantCtx } from "../platform/context.ts";
import type { Flow } from "../platform/flow.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import { vaultOf } from "../platform/vault.ts";
import { named } from "../platform/verb.ts";
import type { KeyRow } from "./queries/keys.ts";
import { keyText } from "./rules/api-key.ts";
import { ApiKey, NewApiKey } from "./schemas.ts";

/**
 * What a flow that makes a key stores as its answer: the key's text sealed for this tenant, so that a repeated
 * request gets the same answer, and a reader of the database nothing.
 */
export const SealedKey = z.object({ key: ApiKey, sealed: z.string() });

const answerPlace = (keyId: string) => ({ table: "flow_runs", column: "answer", row: keyId });

/** A key that nobody has seen yet: its row, and its text sealed. The flow opened the vault before. */
export async function makeKey(
  ctx: Pick<TenantCtx, "region" | "settings" | "tenant" | "now" | "db" | "regionDb">,
  of: Pick<KeyRow, "kind" | "name" | "allowedOrigins" | "channel">,
): Promise<{ row: KeyRow; sealed: string }> {
  const text = keyText(of.kind, ctx.region, newSecret());
  const row: KeyRow = {
    ...of,
    id: newId("key"),
    last4: text.slice(-4),
    hash: hashSecret(text),
    version: 1,
    createdAt: ctx.now(),
    expiresAt: null,
    revokedAt: null,
  };
  return { row, sealed: (await vaultOf(ctx)).seal(answerPlace(row.id), text) };
}

/** The verb over such a flow: opens the seal for the caller, after the answer was stored. */
export function unsealed<I extends z.ZodType>(sealedFlow: Flow<I, typeof SealedKey>): Flow<I, typeof NewApiKey> {
  const { access, input } = sealedFlow.def;
  const verb = named<TenantCtx, I, typeof NewApiKey>(
    sealedFlow.verb,
    "flow",
    { access, input, output: NewApiKey },
    async (ctx, given) => {
      const { key, sealed } = await sealedFlow(ctx, given);
      return { key, secret: (await vaultOf(ctx)).open(answerPlace(key.id), sealed) };
    },
  );
  return Object.assign(verb, { resume: sealedFlow.resume });
}
