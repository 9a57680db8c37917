import type { Surface, Target } from "../support/surfaces.ts";
import type { Case, Cases } from "./case.ts";
import { catalogCases } from "./cases-catalog.ts";
import { platformAdminCases } from "./cases-platform-admin.ts";
import { shopCases } from "./cases-shop.ts";
import { storefrontCases } from "./cases-storefront.ts";

/** A case for every procedure of every surface. */
export const cases: Readonly<Record<Surface, Cases>> = {
  admin: { ...catalogCases, ...shopCases },
  storefront: storefrontCases,
  "platform-admin": platformAdminCases,
};

export function caseOf({ surface, path }: Target): Case {
  const found = cases[surface][path];
  if (found === undefined) throw new Error(`${surface} has no case for ${path}`);
  return found;
}
