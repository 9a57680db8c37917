import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { platformWrite } from "../platform/verb.ts";
import { z } from "zod";
import { destroyKey, putOffEnd, retiringKeys } from "./queries.ts";
import { Rewrapped } from "./schemas.ts";
import { type SealedThings, sealAnew } from "./seal-anew.ts";

const atOnce = 20;
const againSeconds = 3600;

const destroyPrevious = platformWrite(
  "vault.destroy_key",
  {
    access: { service: true },
    input: z.object({ keyId: z.string(), ownerId: z.string() }),
    output: Rewrapped,
    audit: ({ keyId, ownerId }, { done }) => ({ subject: ownerId, details: { key: keyId, done } }),
  },
  async (ctx, { keyId }) => ({ done: await destroyKey(ctx.db, keyId, ctx.now()) }),
);

/**
 * Destroys replaced data keys whose time is over. What a process sealed with one just before it heard of the new key
 * is sealed anew first. `thingsOf` answers undefined for an owner that cannot be reached now: its keys are kept.
 */
export async function retirePreviousKeys(
  ctx: PlatformCtx,
  thingsOf: (ownerId: string) => Promise<SealedThings | undefined>,
): Promise<number> {
  let destroyed = 0;
  for (const { id, ownerId } of await retiringKeys(ctx.db, ctx.now(), atOnce)) {
    try {
      const things = await thingsOf(ownerId);
      if (things === undefined) {
        await putOffEnd(ctx.db, id, addSeconds(ctx.now(), againSeconds));
        continue;
      }
      await sealAnew(ctx, things);
      if ((await destroyPrevious(ctx, { keyId: id, ownerId })).done) destroyed++;
    } catch (error) {
      ctx.log.warn({ err: error, key: id, owner: ownerId }, "a replaced key could not be retired yet");
      await putOffEnd(ctx.db, id, addSeconds(ctx.now(), againSeconds));
    }
  }
  return destroyed;
}
