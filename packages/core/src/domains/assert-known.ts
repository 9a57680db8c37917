import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { earlierUse, keyUse } from "../platform/idempotency.ts";
import { domainById } from "./queries/domains.ts";
import type { DomainRef } from "./schemas.ts";

/** Throws for a domain that the shop does not have, unless the same request was answered while it had it. */
export async function assertKnown(ctx: TenantCtx, verb: string, input: DomainRef): Promise<void> {
  if ((await domainById(ctx.regionDb, ctx.tenant.id, input.id)) !== undefined) return;
  const use = keyUse(ctx, verb, input);
  if (use === null || (await earlierUse(ctx.db, use)) === undefined) throw notFound("domain");
}
