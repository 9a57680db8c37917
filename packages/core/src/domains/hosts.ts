import type { TenantCtx } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { createRecall } from "../tenants/index.ts";
import { activeHost, tenantIdOfHost } from "./queries/domains.ts";

/** So long a domain that was removed or lost may live on. */
const recall = { lifetimeMillis: 2_000, mostEntries: 5_000 };

/** One memory per handle: the tenant of a host, by the host. */
const memories = new WeakMap<Db<"region">, (host: string) => Promise<string | undefined>>();

/** The tenant whose pages this host shows, if it is proved and served here. `host` is in the form of DNS. */
export function tenantOfHost(db: Db<"region">, host: string): Promise<string | undefined> {
  const ask = memories.get(db) ?? createRecall(recall, (name) => tenantIdOfHost(db, name));
  memories.set(db, ask);
  return ask(host);
}

/** Base URL of a shop's hosted pages on its own active domain; undefined when it has none. */
export async function ownBaseUrl(
  ctx: Pick<TenantCtx, "regionDb" | "settings" | "tenant">,
): Promise<string | undefined> {
  const host = await activeHost(ctx.regionDb, ctx.tenant.id);
  if (host === undefined) return undefined;
  const { protocol, port } = new URL(ctx.settings.publicUrl);
  return `${protocol}//${host}${port === "" ? "" : `:${port}`}`;
}
