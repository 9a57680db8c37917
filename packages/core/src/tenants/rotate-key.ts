import { addSeconds } from "../kernel/time.ts";
import { flow } from "../platform/flow.ts";
import { vaultOf } from "../platform/vault.ts";
import { toApiKey } from "./key-view.ts";
import { lockLiveKey } from "./lock-live-key.ts";
import { makeKey, SealedKey, unsealed } from "./new-key.ts";
import { pushKeys } from "./push-keys.ts";
import { insertKey, keyById, saveKey } from "./queries/keys.ts";
import { RotateKey } from "./schemas.ts";

/** Makes a key like the old one; the old one goes on working for the overlap, a week at most. */
export const rotateKey = unsealed(
  flow(
    "tenants.rotate_key",
    {
      access: { staff: "keys.manage" },
      input: RotateKey,
      output: SealedKey,
      audit: (input, output) => ({
        subject: input.keyId,
        details: { replacedBy: output.key.id, overlapHours: input.overlapHours },
      }),
    },
    {
      prepare: async (ctx) => void (await vaultOf(ctx)),
      begin: async (ctx, { keyId, overlapHours }) => {
        const old = await lockLiveKey(ctx, keyId);
        const { kind, name, allowedOrigins, channel } = old;
        const { row, sealed } = await makeKey(ctx, { kind, name, allowedOrigins, channel });
        await insertKey(ctx.db, row);
        const end = addSeconds(ctx.now(), overlapHours * 3600);
        // A key that ends sooner already is not given more time.
        const expiresAt = old.expiresAt !== null && old.expiresAt < end ? old.expiresAt : end;
        await saveKey(ctx.db, { ...old, expiresAt });
        return { newId: row.id, oldId: old.id, sealed };
      },
      call: (ctx, { newId, oldId }) => pushKeys(ctx, [newId, oldId]),
      finish: async (ctx, { newId, sealed }) => ({ key: toApiKey(ctx, await keyById(ctx.db, newId)), sealed }),
    },
  ),
);
