import { z } from "zod";
import { DomainError, notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { flow } from "../platform/flow.ts";
import { named } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { assertKnown } from "./assert-known.ts";
import { release } from "./look-at-domain.ts";
import { deleteDomain, startRemoving } from "./queries/domains.ts";
import { DomainRef } from "./schemas.ts";

const Removed = z.object({ removed: z.boolean() });

const removing = flow<typeof DomainRef, typeof Removed, { readonly id: string }, z.output<typeof Removed>>(
  "domains.remove",
  {
    access: { staff: "shop.manage" },
    input: DomainRef,
    output: Removed,
    audit: ({ id }, { removed }) => ({ subject: id, details: { removed } }),
  },
  {
    prepare: (ctx, input) => assertKnown(ctx, "domains.remove", input),
    begin: async (_ctx, { id }) => ({ id }),
    call: async (ctx, { id }) => {
      const host = await startRemoving(ctx.regionDb, ctx.tenant.id, id);
      if (host === undefined) return { removed: false };
      // Without the control plane the sweeper goes on later; the domain has stopped already.
      if (!(await release(ctx, host, ctx.tenant.id))) throw new DomainError("unavailable", "platform.unavailable");
      await deleteDomain(ctx.regionDb, ctx.tenant.id, id);
      return { removed: true };
    },
    finish: async (_ctx, _intent, outcome) => outcome,
  },
);

/** Takes a domain away: it stops at once, and anybody who proves it may have it. */
export const removeDomain = Object.assign(
  named<TenantCtx, typeof DomainRef, typeof nothing>(
    removing.verb,
    "flow",
    { access: removing.def.access, input: DomainRef, output: nothing },
    async (ctx, input) => {
      if (!(await removing(ctx, input)).removed) throw notFound("domain");
      return {};
    },
  ),
  { resume: removing.resume },
);
