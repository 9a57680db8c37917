import { notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { emitListChanged } from "./check-list.ts";
import { SetListPrices } from "./list-schemas.ts";
import {
  deleteListPrices,
  listPriceRow,
  selectListForUpdate,
  selectListPricesForUpdate,
  upsertListPrices,
} from "./queries/lists.ts";
import { keepVersions, type Version } from "./queries/versions.ts";
import type { ListPriceEntry } from "./rules/price-list.ts";

const placeOf = (price: Pick<ListPriceEntry, "variantId" | "currency" | "minQuantity">): string =>
  [price.variantId, price.currency, price.minQuantity].join(" ");

/** Sets or takes away fixed prices of a list, all or none of them; of several for one place the last one counts. */
export const setListPrices = write(
  "pricing.set_list_prices",
  {
    access: { staff: "catalog.write" },
    input: SetListPrices,
    output: nothing,
    audit: (input) => ({ subject: input.listId, details: { prices: input.prices.length } }),
    leaves: ["outbox"],
  },
  async (ctx, { listId, prices }) => {
    if ((await selectListForUpdate(ctx.db, listId)) === undefined) throw notFound("price_list");
    const now = ctx.now();
    const last = new Map(prices.map((price) => [placeOf(price), price]));
    const ids = [...new Set(prices.map((price) => price.variantId))];
    const stored = new Map((await selectListPricesForUpdate(ctx.db, listId, ids)).map((one) => [placeOf(one), one]));
    const kept: ListPriceEntry[] = [];
    const removed: ListPriceEntry[] = [];
    const versions: Version[] = [];
    for (const [place, price] of last) {
      const amount = price.amount?.amount ?? 0;
      const before = price.compareAt?.amount ?? null;
      const compareAt = before !== null && before > amount ? before : null;
      const { variantId, currency, minQuantity, taxIncluded } = price;
      const entry = { listId, variantId, currency, minQuantity, amount, compareAt, taxIncluded };
      const was = stored.get(place);
      if (was !== undefined) {
        const content = listPriceRow(was);
        if (price.amount !== null && JSON.stringify(content) === JSON.stringify(listPriceRow(entry))) continue;
        const of = { subject: variantId, kind: "list_price", place: `${listId} ${currency} ${minQuantity}` } as const;
        versions.push({ ...of, from: was.updatedAt, content });
      }
      (price.amount === null ? removed : kept).push(entry);
    }
    await keepVersions(ctx.db, versions, now);
    await deleteListPrices(ctx.db, removed);
    try {
      await upsertListPrices(ctx.db, kept, now);
    } catch (error) {
      if (violates(error, "price_list_prices_variant")) throw notFound("variant");
      throw error;
    }
    emitListChanged(ctx, listId);
    return {};
  },
);
