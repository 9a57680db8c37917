import type { PlatformCtx } from "../platform/context.ts";
import { keysNotUnder } from "../platform/data-keys.ts";
import { masterKeysOf } from "../platform/master-keys.ts";
import { checkedOwners } from "./queries.ts";
import { rewrapKey } from "./rewrap-key.ts";
import { type SealedThings, sealAnew } from "./seal-anew.ts";

const batch = 100;

export interface MasterRotation {
  /** Data keys that the current master key wraps now. */
  readonly rewrapped: number;
  /** Texts that were sealed anew, from the first format or a previous key. */
  readonly resealed: number;
}

/**
 * Wraps every data key here by the current master key, and gives each owner that has no checked key of its own one, so
 * that nothing hangs on an earlier master key any more. `pause` is awaited after each owner or key. Everything goes on
 * serving; run again after it was killed, it does what is left.
 */
export async function rotateMaster(
  ctx: PlatformCtx,
  owners: readonly SealedThings[],
  pause: () => Promise<void>,
): Promise<MasterRotation> {
  const { current } = masterKeysOf(ctx.settings);
  let rewrapped = 0;
  for (;;) {
    const keys = await keysNotUnder(ctx.db, current, batch);
    if (keys.length === 0) break;
    for (const key of keys) {
      if (await rewrapKey(ctx, key)) rewrapped++;
      await pause();
    }
  }
  let resealed = 0;
  const checked = await checkedOwners(ctx.db);
  for (const owner of owners.filter(({ ownerId }) => !checked.has(ownerId))) {
    resealed += await sealAnew(ctx, owner);
    await pause();
  }
  return { rewrapped, resealed };
}
