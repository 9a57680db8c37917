import { DomainError } from "../kernel/errors.ts";
import type { RegionCtx } from "../platform/context.ts";
import { type StaffClaims, verifyStaffToken } from "./adapters/jose.ts";
import { knownOfTokens, noteIssued } from "./queries/revocations.ts";
import { isNews, tokenHolds } from "./rules/token-age.ts";

/**
 * Who shows a token, as whom the control plane named them. Throws `auth.invalid_credential` for one that it did not
 * sign, that is too old, or whose holder has logged out, lost the role or chosen a new password since; and
 * `region.wrong` for another region's.
 */
export async function tokenHolder(
  ctx: Pick<RegionCtx, "db" | "settings" | "now" | "region">,
  token: string,
): Promise<StaffClaims> {
  const claims = await verifyStaffToken(ctx.settings, token, ctx.now());
  const { tenantId, userId, issuedAt, region } = claims;
  if (region !== ctx.region)
    throw new DomainError("invalid", "region.wrong", { region, baseUrl: ctx.settings.regionUrls[region] });
  const { revokedAt, newestAt } = await knownOfTokens(ctx.db, tenantId, userId);
  const revoked = revokedAt !== null && issuedAt <= revokedAt;
  if (revoked || !tokenHolds(issuedAt, newestAt, ctx.now()))
    throw new DomainError("forbidden", "auth.invalid_credential");
  if (isNews(issuedAt, newestAt)) await noteIssued(ctx.db, issuedAt);
  return claims;
}
