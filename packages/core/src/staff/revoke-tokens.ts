import { addSeconds } from "../kernel/time.ts";
import { regionWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { applyRevocations, forgetRevocations } from "./queries/revocations.ts";
import { longestSeconds } from "./rules/token-age.ts";
import { RevokeTokens } from "./schemas.ts";

/** Tells a region whose tokens are no longer good. Late and repeated calls change nothing. */
export const revokeTokens = regionWrite(
  "staff.revoke_tokens",
  {
    access: { service: true },
    input: RevokeTokens,
    output: nothing,
    audit: (input) => ({ subject: "tokens", details: { count: input.revocations.length } }),
  },
  async (ctx, { revocations }) => {
    await forgetRevocations(ctx.db, addSeconds(ctx.now(), -2 * longestSeconds));
    await applyRevocations(
      ctx.db,
      revocations.map((revocation) => ({ ...revocation, at: new Date(revocation.at) })),
    );
    return {};
  },
);
