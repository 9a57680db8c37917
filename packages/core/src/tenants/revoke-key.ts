import { notFound } from "../kernel/errors.ts";
import { flow } from "../platform/flow.ts";
import { toApiKey } from "./key-view.ts";
import { pushKeys } from "./push-keys.ts";
import { keyById, lockKey, saveKey } from "./queries/keys.ts";
import { ApiKey, RevokeKey } from "./schemas.ts";

/** Ends a key at once and for good. Revoking it again changes nothing. */
export const revokeKey = flow(
  "tenants.revoke_key",
  {
    access: { staff: "keys.manage" },
    input: RevokeKey,
    output: ApiKey,
    audit: (input) => ({ subject: input.keyId }),
  },
  {
    begin: async (ctx, { keyId }) => {
      const key = await lockKey(ctx.db, keyId);
      if (key === undefined) throw notFound("api_key");
      if (key.revokedAt === null) await saveKey(ctx.db, { ...key, revokedAt: ctx.now() });
      return { keyId };
    },
    call: (ctx, { keyId }) => pushKeys(ctx, [keyId]),
    finish: async (ctx, { keyId }) => toApiKey(ctx, await keyById(ctx.db, keyId)),
  },
);
