import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { emitListChanged } from "./check-list.ts";
import { RemovePriceList } from "./list-schemas.ts";
import { deleteList } from "./queries/lists.ts";
import { keepListPrices } from "./queries/versions.ts";
import { keepList, lockList } from "./update-price-list.ts";

/** Removes a list with its prices. Orders keep what they were made with. */
export const removePriceList = write(
  "pricing.remove_price_list",
  {
    access: { staff: "catalog.write" },
    input: RemovePriceList,
    output: nothing,
    audit: (input) => ({ subject: input.id, details: {} }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version }) => {
    const list = await lockList(ctx, id, version);
    await keepList(ctx, list);
    await keepListPrices(ctx.db, id, ctx.now());
    await deleteList(ctx.db, id);
    emitListChanged(ctx, id);
    return {};
  },
);
