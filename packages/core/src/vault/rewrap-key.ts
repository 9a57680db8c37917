import { bindingOf, keepWrapping, type WrappedKey } from "../platform/data-keys.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { masterKeysOf } from "../platform/master-keys.ts";
import { platformWrite } from "../platform/verb.ts";
import { RewrapKey, Rewrapped } from "./schemas.ts";

const keepRewrapped = platformWrite(
  "vault.rewrap_key",
  {
    access: { service: true },
    input: RewrapKey,
    output: Rewrapped,
    audit: ({ key, masterKeyId }, { done }) => ({
      subject: key.ownerId,
      details: { key: key.id, from: key.masterKeyId, to: masterKeyId, done },
    }),
  },
  async (ctx, { key, wrapped, masterKeyId }) => ({
    done: await keepWrapping(ctx.db, key, { wrapped, masterKeyId }, ctx.now()),
  }),
);

/**
 * Wraps one data key by the current master key. What it sealed does not change. False when somebody else did so at
 * once; killed anywhere, the key is wrapped by the one master key or by the other.
 */
export async function rewrapKey(ctx: PlatformCtx, key: WrappedKey): Promise<boolean> {
  const masterKeys = masterKeysOf(ctx.settings);
  const dataKey = await masterKeys.unwrap(key.masterKeyId, key.wrapped, bindingOf(key));
  const wrapped = await masterKeys.wrap(dataKey, bindingOf(key));
  return (await keepRewrapped(ctx, { key, wrapped, masterKeyId: masterKeys.current })).done;
}
