import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { releaseHost } from "./queries/owners.ts";
import { ClaimDomain } from "./schemas.ts";

/** A tenant has given a host up, or lost it: whoever proves it next has it. Repeating is harmless. */
export const releaseDomain = controlWrite(
  "domains.release",
  {
    access: { service: true },
    input: ClaimDomain,
    output: nothing,
    audit: ({ host, tenantId }) => ({ subject: tenantId, details: { host } }),
  },
  async (ctx, { host, tenantId }) => {
    await releaseHost(ctx.db, host, tenantId);
    return {};
  },
);
