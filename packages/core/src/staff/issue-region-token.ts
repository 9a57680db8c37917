import { DomainError, notFound } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { transaction } from "../platform/db.ts";
import { hashSecret } from "../platform/secrets.ts";
import { read } from "../platform/verb.ts";
import { tenantsByIds } from "../tenants/index.ts";
import { signStaffToken } from "./adapters/jose.ts";
import { type CallerCtx, userOf } from "./caller.ts";
import { holdMembership } from "./queries/members.ts";
import { shopsWantingFactor, withFactor } from "./queries/second-factors.ts";
import { holdSession } from "./queries/sessions.ts";
import { longestSeconds, renewSeconds } from "./rules/token-age.ts";
import { IssueRegionToken, RegionToken } from "./schemas.ts";

/** A token for a shop's region, which verifies it without asking the control plane. */
export const issueRegionToken = read(
  "staff.issue_region_token",
  { access: { user: true }, input: IssueRegionToken, output: RegionToken },
  async (ctx: CallerCtx, { tenantId }) => {
    // Whoever takes the role away or ends the session waits, or is waited for: else a token issued meanwhile would
    // outlive its revocation.
    const { issuedAt, userId, role, locales } = await transaction(ctx.db, async (tx) => {
      const { sessionToken } = ctx;
      const holder = sessionToken === null ? undefined : await holdSession(tx, hashSecret(sessionToken), ctx.now());
      if (holder !== userOf(ctx)) throw new DomainError("forbidden", "auth.required");
      const held = await holdMembership(tx, userOf(ctx), tenantId);
      if (held === undefined) throw notFound("tenant");
      return { ...held, issuedAt: ctx.now() };
    });
    const tenant = (await tenantsByIds(ctx.db, [tenantId])).get(tenantId);
    if (tenant === undefined || tenant.status === "erased") throw notFound("tenant");
    if (tenant.status === "provisioning") throw new DomainError("precondition", "staff.shop_not_ready");
    // Into a suspended or closed shop its people may still look.
    const wanted = (await shopsWantingFactor(ctx.db, [tenantId])).has(tenantId);
    if (wanted && !(await withFactor(ctx.db, [userId])).has(userId))
      throw new DomainError("precondition", "staff.second_factor_required");
    const { region } = tenant;
    const claims = { userId, tenantId, role, locales, region, issuedAt };
    return {
      token: await signStaffToken(ctx.settings, claims),
      renewAt: addSeconds(issuedAt, renewSeconds).toISOString(),
      expiresAt: addSeconds(issuedAt, longestSeconds).toISOString(),
      regionUrl: ctx.settings.regionUrls[region],
      role,
    };
  },
);
