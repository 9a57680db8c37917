import { DomainError } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { checkList, emitListChanged, namingList } from "./check-list.ts";
import { CreatePriceList, PriceList } from "./list-schemas.ts";
import { countLists, insertList } from "./queries/lists.ts";
import type { PricingErrorCode } from "./schemas.ts";

/** Every question for a price reads all lists that are active. */
const mostLists = 200;

export const createPriceList = write(
  "pricing.create_price_list",
  {
    access: { staff: "catalog.write" },
    input: CreatePriceList,
    output: PriceList,
    audit: (_input, list) => ({ subject: list.id, details: { status: list.status, priority: list.priority } }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    if ((await countLists(ctx.db)) >= mostLists) {
      throw new DomainError<PricingErrorCode>("limit", "pricing.too_many_lists", { most: mostLists });
    }
    const list: PriceList = { ...input, id: newId("pls"), version: 1, updatedAt: ctx.now().toISOString() };
    await checkList(ctx, list);
    await namingList(list.name, () => insertList(ctx.db, list));
    emitListChanged(ctx, list.id);
    return list;
  },
);
