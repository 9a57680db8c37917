import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { toDomain } from "./domain-view.ts";
import { domainsOf, mostDomains } from "./queries/domains.ts";
import { Domains } from "./schemas.ts";

/** The shop's own domains with the DNS records that each wants. */
export const listDomains = read(
  "domains.list",
  { access: { staff: "shop.read" }, input: nothing, output: Domains },
  async (ctx: TenantCtx) => ({
    items: (await domainsOf(ctx.regionDb, ctx.tenant.id)).map((row) => toDomain(ctx, row)),
    most: mostDomains,
  }),
);
