import { DomainError } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { countMarkets, insertMarket } from "./queries.ts";
import { assertRoom, shopSettings } from "../tenants/index.ts";
import { consentPolicyFor, inherit, type OwnMarket } from "./rules.ts";
import { checkMarket, openPlaces } from "./save-market.ts";
import { CreateMarket, Market, type MarketsErrorCode } from "./schemas.ts";

export const createMarket = write(
  "markets.create",
  {
    access: { staff: "markets.write" },
    input: CreateMarket,
    output: Market,
    audit: (_input, market) => ({ subject: market.id, details: { handle: market.handle, status: market.status } }),
    leaves: ["outbox"],
  },
  async (ctx, input) => {
    const { consentPolicy: override, taxDisplay: taxDisplayOverride, paymentMethods, ...fields } = input;
    await assertRoom(ctx, "markets", 1, () => countMarkets(ctx.db));
    const law = consentPolicyFor(input.countries);
    const stored: OwnMarket = {
      ...fields,
      taxDisplayOverride,
      paymentMethodsOverride: paymentMethods,
      id: newId("mkt"),
      consentPolicy: override ?? law,
      consentPolicyOverride: override,
      consentPolicyByLaw: law,
      version: 1,
    };
    const market = inherit(stored, await shopSettings(ctx.db));
    checkMarket(market);
    try {
      await insertMarket(ctx.db, market, ctx.now());
    } catch (error) {
      if (!violates(error, "markets_handle")) throw error;
      throw new DomainError<MarketsErrorCode>(
        "conflict",
        "markets.handle_taken",
        { handle: market.handle },
        { cause: error },
      );
    }
    await openPlaces(ctx, market);
    ctx.emit({
      type: "market.created",
      aggregateId: market.id,
      payload: { marketId: market.id, status: market.status },
    });
    return market;
  },
);
