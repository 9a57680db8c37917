import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { keysOfOwner, newDataKey, replaceKey } from "../platform/data-keys.ts";
import { masterKeysOf } from "../platform/master-keys.ts";
import { forgetVault, keyMemorySeconds, vaultFor } from "../platform/vault.ts";
import { platformWrite } from "../platform/verb.ts";
import { ReplaceKey, Rewrapped } from "./schemas.ts";
import { type SealedThings, sealAnew } from "./seal-anew.ts";

/** Stored answers to repeated requests, and mails on their way, hang on a key for a week at most. */
const previousDays = 8;

const keepReplaced = platformWrite(
  "vault.replace_key",
  {
    access: { service: true },
    input: ReplaceKey,
    output: Rewrapped,
    audit: ({ key, replaced, retireAt }, { done }) => ({
      subject: key.ownerId,
      details: { key: key.id, replaced: replaced.id, retireAt: retireAt.toISOString(), done },
    }),
  },
  async (ctx, { key, replaced, retireAt }) => ({
    done: await replaceKey(ctx.db, replaced, key, retireAt, ctx.now()),
  }),
);

/**
 * Gives an owner a new data key and seals its texts with it; answers how many. The replaced key goes on opening for
 * eight days, or, with `leaked`, no longer than other processes may remember it; then the worker destroys it.
 */
export async function rotateKey(ctx: PlatformCtx, owner: SealedThings, leaked: boolean): Promise<number> {
  const { ownerId } = owner;
  // An owner without a key gets its first one.
  await vaultFor(ctx.db, ctx, ownerId);
  const replaced = (await keysOfOwner(ctx.db, ownerId))[0];
  if (replaced === undefined) throw new TypeError("a vault that was opened has a key");
  const key = await newDataKey(masterKeysOf(ctx.settings), ownerId);
  const retireAt = addSeconds(ctx.now(), leaked ? 2 * keyMemorySeconds : previousDays * 24 * 3600);
  await keepReplaced(ctx, { replaced, key, retireAt });
  forgetVault(ctx.settings, ctx.db, ownerId);
  return sealAnew(ctx, owner);
}
