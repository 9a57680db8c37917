import { flow } from "../platform/flow.ts";
import { checkedOrigins, toApiKey } from "./key-view.ts";
import { lockLiveKey } from "./lock-live-key.ts";
import { pushKeys } from "./push-keys.ts";
import { keyById, saveKey } from "./queries/keys.ts";
import { ApiKey, UpdateKey } from "./schemas.ts";

/** Changes a key's name and the origins that may use it. */
export const updateKey = flow(
  "tenants.update_key",
  {
    access: { staff: "keys.manage" },
    input: UpdateKey,
    output: ApiKey,
    audit: (input, output) => ({ subject: input.keyId, details: { allowedOrigins: output.allowedOrigins } }),
  },
  {
    begin: async (ctx, { keyId, name, allowedOrigins, channel }) => {
      const key = await lockLiveKey(ctx, keyId);
      const origins = checkedOrigins(key.kind, allowedOrigins);
      await saveKey(ctx.db, { ...key, name, allowedOrigins: origins, channel: channel ?? key.channel });
      return { keyId };
    },
    call: (ctx, { keyId }) => pushKeys(ctx, [keyId]),
    finish: async (ctx, { keyId }) => toApiKey(ctx, await keyById(ctx.db, keyId)),
  },
);
