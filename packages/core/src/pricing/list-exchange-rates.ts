import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import { DomainError } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { selectExchangeRates } from "./queries.ts";
import { ExchangeRatePage, ListExchangeRates, type PricingErrorCode, rateSource } from "./schemas.ts";

const list = "pricing.exchange_rates";

/** Exchange rates, the newest day first. */
export const listExchangeRates = read(
  "pricing.list_exchange_rates",
  { access: { staff: "shop.read" }, input: ListExchangeRates, output: ExchangeRatePage },
  async (ctx: TenantCtx, { first, after }) => {
    const place = after === null ? null : placeOf(after);
    const rows = await selectExchangeRates(ctx.db, place, first + 1);
    return toPage(rows, first, (last) => encodeCursor(list, [last.day, last.base, last.quote, last.source]));
  },
);

function placeOf(cursor: string) {
  const keys = decodeCursor(list, ["string", "string", "string", "string"], cursor);
  const source = rateSource.safeParse(keys?.[3]);
  if (keys === undefined || !source.success) throw new DomainError<PricingErrorCode>("invalid", "pricing.bad_cursor");
  const [day, base, quote] = keys;
  return { day, base, quote, source: source.data };
}
