import { DomainError } from "../kernel/errors.ts";
import { flow } from "../platform/flow.ts";
import { vaultOf } from "../platform/vault.ts";
import { checkedOrigins, toApiKey } from "./key-view.ts";
import { makeKey, SealedKey, unsealed } from "./new-key.ts";
import { pushKeys } from "./push-keys.ts";
import { countLiveKeys, insertKey, keyById } from "./queries/keys.ts";
import { CreateKey } from "./schemas.ts";

/** More would be a leak or a loop; each key is looked at by hand. */
const mostKeys = 50;

/** Makes a key. Its text is in this answer and nowhere else afterwards. */
export const createKey = unsealed(
  flow(
    "tenants.create_key",
    {
      access: { staff: "keys.manage" },
      input: CreateKey,
      output: SealedKey,
      audit: (input, output) => ({
        subject: output.key.id,
        details: { kind: input.kind, allowedOrigins: output.key.allowedOrigins },
      }),
    },
    {
      prepare: async (ctx) => void (await vaultOf(ctx)),
      begin: async (ctx, { kind, name, allowedOrigins, channel }) => {
        if ((await countLiveKeys(ctx.db, ctx.now())) >= mostKeys) {
          throw new DomainError("limit", "tenants.too_many_keys", { most: mostKeys });
        }
        const { row, sealed } = await makeKey(ctx, {
          kind,
          name,
          allowedOrigins: checkedOrigins(kind, allowedOrigins),
          channel,
        });
        await insertKey(ctx.db, row);
        return { keyId: row.id, sealed };
      },
      call: (ctx, { keyId }) => pushKeys(ctx, [keyId]),
      finish: async (ctx, { keyId, sealed }) => ({ key: toApiKey(ctx, await keyById(ctx.db, keyId)), sealed }),
    },
  ),
);
