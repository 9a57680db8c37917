import { DomainError, notFound } from "../kernel/errors.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { write } from "../platform/verb.ts";
import { checkList, emitListChanged, namingList } from "./check-list.ts";
import { PriceList, UpdatePriceList } from "./list-schemas.ts";
import { listRow, replaceList, selectListForUpdate } from "./queries/lists.ts";
import { keepVersions, listsSubject } from "./queries/versions.ts";
import type { PricingErrorCode } from "./schemas.ts";

export const updatePriceList = write(
  "pricing.update_price_list",
  {
    access: { staff: "catalog.write" },
    input: UpdatePriceList,
    output: PriceList,
    audit: (input, list) => ({
      subject: list.id,
      details: {
        fields: Object.keys(input).filter((field) => field !== "id" && field !== "version"),
        status: list.status,
      },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, ...given }) => {
    const current = await lockList(ctx, id, version);
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const list: PriceList = {
      ...current,
      ...changes,
      version: current.version + 1,
      updatedAt: ctx.now().toISOString(),
    };
    await checkList(ctx, list, current);
    await keepList(ctx, current);
    await namingList(list.name, () => replaceList(ctx.db, list));
    emitListChanged(ctx, list.id);
    return list;
  },
);

/** The list, locked, if it is still what the caller saw. */
export async function lockList(ctx: Pick<TenantTxCtx, "db">, id: string, version: number): Promise<PriceList> {
  const current = await selectListForUpdate(ctx.db, id);
  if (current === undefined) throw notFound("price_list");
  if (current.version === version) return current;
  throw new DomainError<PricingErrorCode>("conflict", "pricing.list_stale", { current: current.version });
}

/** Keeps the list as it held until now. */
export async function keepList(ctx: Pick<TenantTxCtx, "db" | "now">, list: PriceList): Promise<void> {
  if (list.status !== "active") return;
  const content = listRow(list);
  const from = new Date(list.updatedAt);
  await keepVersions(ctx.db, [{ subject: listsSubject, kind: "list", place: list.id, from, content }], ctx.now());
}
