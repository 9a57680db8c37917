import { resolveShop } from "../markets/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { policyAsShown } from "./policy-texts.ts";
import { ConsentPolicy, GetConsentPolicy } from "./schemas.ts";

/** What to ask a visitor of a market, in the visitor's language. */
export const getConsentPolicy = read(
  "consent.policy",
  { access: { shopper: true }, urgency: "cart", input: GetConsentPolicy, output: ConsentPolicy },
  async (ctx: TenantCtx, input) => {
    const { market, locale } = await resolveShop(ctx, input);
    return policyAsShown(market.consentPolicy, market.handle, locale, input.gpc);
  },
);
