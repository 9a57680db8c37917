import { DomainError } from "../kernel/errors.ts";
import { controlWrite, type PlatformTxCtx } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { memberOf } from "./manager-of.ts";
import { membersOf } from "./queries/members.ts";
import { wantFactor, withFactor } from "./queries/second-factors.ts";
import { revokeTokensOf } from "./revoke-tokens-of.ts";
import { RequireSecondFactor } from "./schemas.ts";

/** Lets nobody into the shop without a second factor, or everybody again. The owner needs one first. */
export const requireSecondFactor = controlWrite(
  "staff.require_second_factor",
  {
    access: { user: true },
    input: RequireSecondFactor,
    output: nothing,
    audit: (input) => ({ subject: input.tenantId, details: { secondFactor: input.required } }),
  },
  async (ctx, { tenantId, required }) => {
    const own = await memberOf(ctx, tenantId);
    if (own.role !== "owner")
      throw new DomainError("forbidden", "auth.not_allowed", { action: "staff.require_second_factor" });
    const has = (await withFactor(ctx.db, [own.userId])).has(own.userId);
    if (required && !has) throw new DomainError("precondition", "staff.own_factor_first");
    await wantFactor(ctx.db, tenantId, required, ctx.now());
    if (required) await shutOutWithout(ctx, tenantId);
    return {};
  },
);

/** Whoever has no second factor leaves at once: the tokens that were issued before hold no longer. */
async function shutOutWithout(ctx: PlatformTxCtx<"control">, tenantId: string): Promise<void> {
  const members = (await membersOf(ctx.db, tenantId)).map(({ userId }) => userId);
  const has = await withFactor(ctx.db, members);
  for (const userId of members) if (!has.has(userId)) await revokeTokensOf(ctx, userId, tenantId);
}
