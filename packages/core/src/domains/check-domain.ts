import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { flow } from "../platform/flow.ts";
import { named } from "../platform/verb.ts";
import { assertKnown } from "./assert-known.ts";
import { toDomain } from "./domain-view.ts";
import { lookAtDomain } from "./look-at-domain.ts";
import { domainById } from "./queries/domains.ts";
import { Domain, DomainRef } from "./schemas.ts";

/** Null for a domain that is unknown, or was removed while it was looked at. */
const Looked = z.object({ domain: Domain.nullable() });

const looking = flow<typeof DomainRef, typeof Looked, { readonly id: string }, z.output<typeof Looked>>(
  "domains.check",
  {
    access: { staff: "shop.manage" },
    input: DomainRef,
    output: Looked,
    audit: ({ id }, { domain }) => ({
      subject: id,
      details: { state: domain?.state ?? null, problem: domain?.problem ?? null },
    }),
  },
  {
    prepare: (ctx, input) => assertKnown(ctx, "domains.check", input),
    begin: async (_ctx, { id }) => ({ id }),
    call: async (ctx, { id }) => {
      const row = await domainById(ctx.regionDb, ctx.tenant.id, id);
      if (row !== undefined) await lookAtDomain(ctx, ctx.regionDb, row);
      const after = await domainById(ctx.regionDb, ctx.tenant.id, id);
      return { domain: after === undefined ? null : toDomain(ctx, after) };
    },
    finish: async (_ctx, _intent, outcome) => outcome,
  },
);

/** Looks at the domain's DNS records now. Answers the domain as it then is; what was found is never an error. */
export const checkDomain = Object.assign(
  named<TenantCtx, typeof DomainRef, typeof Domain>(
    looking.verb,
    "flow",
    { access: looking.def.access, input: DomainRef, output: Domain },
    async (ctx, input) => {
      const { domain } = await looking(ctx, input);
      if (domain === null) throw notFound("domain");
      return domain;
    },
  ),
  { resume: looking.resume },
);
