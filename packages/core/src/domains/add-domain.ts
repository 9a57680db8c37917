import { randomBytes } from "node:crypto";
import { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import { flow } from "../platform/flow.ts";
import { newId } from "../platform/new-id.ts";
import { named } from "../platform/verb.ts";
import { toDomain } from "./domain-view.ts";
import { domainById, insertDomain, mostDomains } from "./queries/domains.ts";
import { policyOf } from "./records.ts";
import { decideHost } from "./rules/host-name.ts";
import { AddDomain, Domain, type DomainsErrorCode } from "./schemas.ts";

const Added = z.object({ domain: Domain.nullable(), refused: z.enum(["taken", "full"]).nullable() });

interface Intent {
  readonly id: Id<"dom">;
  readonly host: string;
  readonly token: string;
}

/** The region's table is not the tenant's own: it is written between two transactions of the tenant's. */
const adding = flow<typeof AddDomain, typeof Added, Intent, z.output<typeof Added>>(
  "domains.add",
  {
    access: { staff: "shop.manage" },
    input: AddDomain,
    output: Added,
    audit: (_input, { domain, refused }) => ({
      subject: domain?.id ?? "domain",
      details: { host: domain?.host ?? null, refused },
    }),
  },
  {
    begin: async (ctx, { host: typed }) => {
      const decision = decideHost(typed, policyOf(ctx));
      if (!decision.ok) {
        throw new DomainError<DomainsErrorCode>("invalid", `domains.${decision.reason}`, { fields: ["host"] });
      }
      return { id: newId("dom"), host: decision.host, token: `meridian-${randomBytes(20).toString("hex")}` };
    },
    call: async (ctx, intent) => {
      const entered = await insertDomain(ctx.regionDb, { ...intent, tenantId: ctx.tenant.id }, ctx.now());
      if (entered !== "entered") return { domain: null, refused: entered };
      const row = await domainById(ctx.regionDb, ctx.tenant.id, intent.id);
      return { domain: row === undefined ? null : toDomain(ctx, row), refused: null };
    },
    finish: async (_ctx, _intent, outcome) => outcome,
  },
);

/**
 * Adds a domain for the shop's hosted pages. It serves nothing until its proof is found; anybody may add any name.
 *
 * @throws DomainError invalid `domains.*` for a name that cannot be a shop's; conflict `domains.known`; limit `domains.too_many`.
 */
export const addDomain = Object.assign(
  named<TenantCtx, typeof AddDomain, typeof Domain>(
    adding.verb,
    "flow",
    { access: adding.def.access, input: AddDomain, output: Domain },
    async (ctx, input) => {
      const { domain, refused } = await adding(ctx, input);
      if (refused === "full")
        throw new DomainError<DomainsErrorCode>("limit", "domains.too_many", { most: mostDomains });
      if (domain === null) throw new DomainError<DomainsErrorCode>("conflict", "domains.known", { fields: ["host"] });
      return domain;
    },
  ),
  { resume: adding.resume },
);
