import { money } from "../kernel/money.ts";
import { paymentRounding } from "../payments/index.ts";
import type { PricedLine, TaxChoice } from "../tax/index.ts";
import type { PricedCart } from "./price-cart.ts";
import type { CartTrace } from "./schemas.ts";

type LineTrace = NonNullable<CartTrace["lines"][number]["tax"]>;

/** How each figure of the cart came about. */
export function cartTrace({
  cart,
  at,
  market,
  items,
  shipping,
  calculation,
  discounts,
  taxation,
  taxSource,
  unionSale,
  importValue,
  due,
  paymentRounding: added,
}: PricedCart): CartTrace {
  const { step, mode } = paymentRounding(market.currency);
  const computed = new Map(calculation?.lines.map((line) => [line.id, line]));
  return {
    at: at.toISOString(),
    market: market.handle,
    destination: { country: taxation.country, region: taxation.region, known: cart.address !== null },
    rounding: taxation.rounding,
    taxSource,
    // Where an engine said so, the tables' own decision is not why.
    ...(taxation.decision === null || taxSource.kind === "engine"
      ? {}
      : { decision: { mechanism: taxation.decision.mechanism, steps: [...taxation.decision.trace] } }),
    ...(unionSale === null ? {} : { unionSale }),
    ...(importValue === null ? {} : { importValue }),
    lines: items.map(({ line, price, variant, taxes }) => ({
      variantId: line.variantId,
      price: price?.trace ?? [],
      tax: lineTrace(variant?.taxClass, taxes, computed.get(line.id)),
    })),
    shipping: shipping && {
      price: [...shipping.trace],
      freeAbove: shipping.method.freeAbove,
      freeAboveSteps: [...shipping.method.freeAboveSteps],
      tax: lineTrace(shipping.method.taxClass, shipping.taxes, calculation?.shipping ?? undefined),
    },
    promotions: discounts.trace.map(({ promotion, scope, base, amount }) => {
      return { promotionId: promotion.id, name: promotion.name, effect: scope, base, amount };
    }),
    ...(step === 1
      ? {}
      : {
          paymentRounding: {
            step: money(step, market.currency),
            mode,
            exact: money(due.amount - added.amount, market.currency),
            due,
          },
        }),
  };
}

function lineTrace(
  taxClass: string | undefined,
  choice: TaxChoice | undefined,
  computed: PricedLine | undefined,
): LineTrace | null {
  if (taxClass === undefined || choice?.kind !== "taxed") return null;
  return { taxClass, reason: choice.reason, taxes: [...(computed?.taxes ?? [])] };
}
