import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { deleteRate, selectRateForUpdate } from "./queries.ts";
import { RemoveTaxRate, type TaxErrorCode } from "./schemas.ts";

export const removeRate = write(
  "tax.remove_rate",
  {
    access: { staff: "markets.write" },
    input: RemoveTaxRate,
    output: nothing,
    audit: (input) => ({ subject: input.id }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version }) => {
    const rate = await selectRateForUpdate(ctx.db, id);
    if (rate === undefined) throw notFound("tax_rate");
    if (rate.version !== version) {
      throw new DomainError<TaxErrorCode>("conflict", "tax.stale", { current: rate.version });
    }
    await deleteRate(ctx.db, id);
    ctx.emit({ type: "tax_rate.removed", aggregateId: id, payload: { rateId: id, country: rate.country } });
    return {};
  },
);
