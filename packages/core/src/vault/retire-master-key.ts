import { platformWrite } from "../platform/verb.ts";
import { retireMaster } from "./queries.ts";
import { MasterKeyRetired, RetireMasterKey } from "./schemas.ts";

/**
 * Retires a master key, unless a data key is still wrapped by it. A retired key wraps nothing any more, not even in a
 * process that has not heard of it; only then may it be taken out of the settings.
 */
export const retireMasterKey = platformWrite(
  "vault.retire_master_key",
  {
    access: { service: true },
    input: RetireMasterKey,
    output: MasterKeyRetired,
    audit: ({ masterKeyId }, output) => ({ subject: masterKeyId, details: output }),
  },
  async (ctx, { masterKeyId }) => {
    const inUse = await retireMaster(ctx.db, masterKeyId, ctx.now());
    return { retired: inUse === 0, inUse };
  },
);
