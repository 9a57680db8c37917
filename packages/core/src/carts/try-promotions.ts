import type { OfferedMethod } from "../fulfilment/index.ts";
import type { Id } from "../kernel/ids.ts";
import { money } from "../kernel/money.ts";
import type { TenantCtx } from "../platform/context.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { read } from "../platform/verb.ts";
import type { ActivePromotion, FoundPromotions } from "../promotions/index.ts";
import { TriedPromotions, TryPromotions } from "./try-schemas.ts";
import { marketById } from "../markets/index.ts";
import type { Address } from "./schemas.ts";
import { showDiscounts } from "./discount-cart.ts";
import { optionView } from "./cart-view.ts";
import { gather, type Gathered } from "./gather.ts";
import { priceCart, type PricedCart } from "./price-cart.ts";
import type { StoredCart } from "./queries.ts";

type Draft = NonNullable<ReturnType<(typeof TryPromotions)["parse"]>["draft"]>;

/** What promotions would do to a cart that is not there, by the calculation of every cart. */
export const tryPromotions = read(
  "promotions.try",
  { access: { staff: "catalog.read" }, urgency: "extra", input: TryPromotions, output: TriedPromotions },
  async (ctx: TenantCtx, input) => {
    const { marketId, country, lines: wanted, codes, groups, firstOrder, at, draft } = input;
    const market = await marketById(ctx, marketId);
    const then = at === null ? ctx.now() : new Date(at);
    const cart = { ...emptyCart(marketId, market.defaultLocale, codes, then), address: somewhereIn(country) };
    const lines = wanted.map((line) => ({ id: newId("lin"), ...line }));
    const gathered = await gather({ ...ctx, now: () => then }, { ...cart, market }, lines, false);
    const buyer = { ...gathered.buyer, groups, ordersCount: firstOrder ? 0 : 1, customerId: newId("cus") };
    const promotions = draft === null ? gathered.promotions : withDraft(gathered.promotions, draft, codes);
    const priced = shipped({ ...gathered, buyer, promotions, cart }, input);
    const amount = (minor: number) => money(minor, market.currency);
    const { discounts: applied, refusedPromotions: refused, ...shown } = showDiscounts(priced, priced.discounts);
    return {
      items: priced.totals.items,
      discount: priced.totals.discount,
      shipping: priced.totals.shipping ?? amount(0),
      shippingOptions: input.shipping === null ? priced.shippingOffers.map((offer) => optionView(priced, offer)) : [],
      shippingMethodId: input.shipping === null ? (priced.shipping?.method.id ?? null) : null,
      shippingTrace: [...(priced.shipping?.trace ?? [])],
      total: amount(priced.totals.items.amount + (priced.totals.shipping?.amount ?? 0) - priced.discounts.total),
      lines: priced.items.flatMap(({ line, variant, price }) =>
        variant === undefined || price === undefined
          ? []
          : [
              {
                variantId: line.variantId,
                title: variant.optionText === "" ? variant.title : `${variant.title} (${variant.optionText})`,
                quantity: line.quantity,
                subtotal: amount(price.amount.amount * line.quantity),
                discount: amount(priced.discounts.lines.get(line.id) ?? 0),
              },
            ],
      ),
      applied,
      refused,
      codes: shown.codes,
      unpriced: priced.items.filter(({ price }) => price === undefined).map(({ line }) => line.variantId),
    };
  },
);

function emptyCart(marketId: Id<"mkt">, locale: string, codes: readonly string[], at: Date): StoredCart {
  return {
    id: newSecretId("crt"),
    status: "open",
    marketId,
    locale,
    channel: "web",
    email: null,
    address: null,
    shippingMethodId: null,
    customerId: null,
    taxId: null,
    taxAnswer: null,
    codes,
    giftCards: [],
    useStoreCredit: false,
    guesses: 0,
    held: null,
    updatedAt: at,
  };
}

/** The draft beside or instead of what is saved; one that wants a code is tried as if its code were entered. */
function withDraft(
  { active, codes }: FoundPromotions,
  { id, ...draft }: Draft,
  given: readonly string[],
): FoundPromotions {
  const saved = active.find((promotion) => promotion.id === id);
  const [first = null] = given.filter((code) => !codes.has(code));
  const typed = draft.trigger === "code" ? { code: first ?? "", fault: null } : null;
  const tried: ActivePromotion = {
    ...draft,
    id: id ?? newId("pro"),
    uses: saved?.uses ?? 0,
    spentAmount: saved?.spentAmount ?? 0,
    usedByCustomer: null,
    code: saved?.code ?? typed,
  };
  const known = first === null || typed === null ? codes : new Map([...codes, [first, tried.id]]);
  return { active: [...active.filter((promotion) => promotion.id !== id), tried], codes: known };
}

function somewhereIn(country: Address["country"]): Address {
  const nothing = { company: null, line2: null, postalCode: null, region: null, phone: null };
  return { name: "-", line1: "-", city: "-", country, ...nothing };
}

/** With the way of shipping that was asked for, where it is offered, else the first that is; or at a flat price. */
function shipped(
  gathered: Gathered,
  { shipping, shippingMethodId }: Pick<ReturnType<(typeof TryPromotions)["parse"]>, "shipping" | "shippingMethodId">,
): PricedCart {
  const by = (id: OfferedMethod["id"] | null, methods = gathered.methods) =>
    priceCart({ ...gathered, methods, cart: { ...gathered.cart, shippingMethodId: id } });
  if (shipping === null) {
    const offered = by(null).shippingOffers.map(({ method }) => method.id);
    return by(offered.find((id) => id === shippingMethodId) ?? offered[0] ?? null);
  }
  if (shipping === 0) return by(null, []);
  const flat = flatRate({ amount: shipping, currency: gathered.market.currency }, gathered.market);
  return by(flat.id, [flat]);
}

function flatRate(price: OfferedMethod["price"], { taxDisplay }: Gathered["market"]): OfferedMethod {
  const open = { rates: null, maxWeight: null, freeAbove: null, minDays: null, maxDays: null };
  const terms = { origin: "market", taxIncluded: taxDisplay === "inclusive", traces: [], freeAboveSteps: [] } as const;
  return { id: newId("shp"), names: {}, price, taxClass: "shipping", ...open, ...terms };
}
