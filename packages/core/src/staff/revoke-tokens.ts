import { addSeconds } from "../kernel/time.ts";
import type { Db } from "../platform/db.ts";
import { regionWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { type StaffClaims, staffTokenSeconds } from "./adapters/jose.ts";
import { applyRevocations, forgetRevocations, revokedAt } from "./queries/revocations.ts";
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
    await forgetRevocations(ctx.db, addSeconds(ctx.now(), -2 * staffTokenSeconds));
    await applyRevocations(
      ctx.db,
      revocations.map((revocation) => ({ ...revocation, at: new Date(revocation.at) })),
    );
    return {};
  },
);

/** Whether a token was issued before its holder logged out, lost the role or chose a new password. */
export async function isTokenRevoked(db: Db<"region">, { tenantId, userId, issuedAt }: StaffClaims): Promise<boolean> {
  const at = await revokedAt(db, tenantId, userId);
  return at !== undefined && issuedAt <= at;
}
