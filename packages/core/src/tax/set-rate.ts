import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import { insertRate, replaceRate, selectRateForUpdate } from "./queries.ts";
import { SetTaxRate, type TaxErrorCode, TaxRate } from "./schemas.ts";

export const setRate = write(
  "tax.set_rate",
  {
    access: { staff: "markets.write" },
    input: SetTaxRate,
    output: TaxRate,
    audit: (_input, rate) => ({
      subject: rate.id,
      details: { country: rate.country, region: rate.region, taxClass: rate.taxClass, ratePpm: rate.ratePpm },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { id, version, ...fields }) => {
    const rate: TaxRate =
      id === null
        ? { ...fields, id: newId("txr"), version: 1 }
        : { ...fields, id, version: (await current(ctx, id, version)) + 1 };
    try {
      await (id === null ? insertRate : replaceRate)(ctx.db, rate, ctx.now());
    } catch (error) {
      if (!violates(error, "tax_rates_once")) throw error;
      const { country, region, taxClass } = rate;
      throw new DomainError<TaxErrorCode>(
        "conflict",
        "tax.rate_exists",
        { country, region, taxClass },
        { cause: error },
      );
    }
    ctx.emit({ type: "tax_rate.changed", aggregateId: rate.id, payload: { rateId: rate.id, country: rate.country } });
    return rate;
  },
);

async function current(ctx: TenantTxCtx, id: string, version: number | null): Promise<number> {
  const rate = await selectRateForUpdate(ctx.db, id);
  if (rate === undefined) throw notFound("tax_rate");
  if (rate.version === version) return rate.version;
  throw new DomainError<TaxErrorCode>("conflict", "tax.stale", { current: rate.version });
}
