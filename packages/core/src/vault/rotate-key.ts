import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { keysOfOwner, newDataKey, replaceKey } from "../platform/data-keys.ts";
import { masterKeysOf } from "../platform/master-keys.ts";
import { forgetVault, keyMemorySeconds } from "../platform/vault.ts";
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
 * Gives an owner a new data key and seals its texts with it; answers how many. Nothing is sealed with it before every
 * process knows of it: `pause` is awaited with the seconds that takes. The replaced key goes on opening for eight days,
 * or, with `leaked`, no longer than other processes may seal with it; then the worker destroys it. Killed in between,
 * the texts are sealed with either key, and the worker seals the rest before it destroys one.
 */
export async function rotateKey(
  ctx: PlatformCtx,
  owner: SealedThings,
  leaked: boolean,
  pause: (seconds: number) => Promise<void>,
): Promise<number> {
  const { ownerId } = owner;
  const replaced = (await keysOfOwner(ctx.db, ownerId))[0];
  // An owner without a key gets its first one, which is as new as any.
  if (replaced === undefined) return sealAnew(ctx, owner);
  const key = await newDataKey(masterKeysOf(ctx.settings), ownerId);
  const retireAt = addSeconds(ctx.now(), leaked ? 3 * keyMemorySeconds : previousDays * 24 * 3600);
  await keepReplaced(ctx, { replaced, key, retireAt });
  forgetVault(ctx.settings, ctx.db, ownerId);
  await pause(keyMemorySeconds + 1);
  return sealAnew(ctx, owner);
}
