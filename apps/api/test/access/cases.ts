import type { Surface, Target } from "../support/surfaces.ts";
import type { Case, Cases } from "./case.ts";
import { catalogCases } from "./cases-catalog.ts";
import { accountCases, customerCases } from "./cases-customers.ts";
import { consoleCases } from "./cases-console.ts";
import { pricingCases } from "./cases-pricing.ts";
import { promotionCartCases, promotionCases } from "./cases-promotions.ts";
import { domainCases } from "./cases-domains.ts";
import { fulfilmentCases } from "./cases-fulfilment.ts";
import { closingCases, lifeCases, restCases } from "./cases-life.ts";
import { operatorCases } from "./cases-operators.ts";
import { platformAdminCases } from "./cases-platform-admin.ts";
import { shopCases } from "./cases-shop.ts";
import { storefrontCases } from "./cases-storefront.ts";
import { taxCartCases, taxCases } from "./cases-tax.ts";

/** A case for every procedure of every surface. */
export const cases: Readonly<Record<Surface, Cases>> = {
  admin: {
    ...catalogCases,
    ...consoleCases,
    ...customerCases,
    ...domainCases,
    ...fulfilmentCases,
    ...lifeCases,
    ...pricingCases,
    ...shopCases,
    ...taxCases,
    ...promotionCases,
  },
  storefront: { ...storefrontCases, ...taxCartCases, ...accountCases, ...promotionCartCases },
  "platform-admin": { ...platformAdminCases, ...closingCases, ...restCases, ...operatorCases },
};

export function caseOf({ surface, path }: Target): Case {
  const found = cases[surface][path];
  if (found === undefined) throw new Error(`${surface} has no case for ${path}`);
  return found;
}
