import { z } from "zod";
import { PriceStep } from "../pricing/schemas.ts";
import { countryCode, id, instant, line, money, page, pageInput, version } from "../wire.ts";

const maxAmount = 1_000_000_000_000;
const ppm = z.int().min(1).max(1_000_000);
const pieces = z.int().min(1).max(10_000);
const amount = z.object({ amount: z.int().min(1).max(maxAmount), currency: money.shape.currency });
const handle = (max: number) =>
  z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9_-]*$/, "small letters, digits, - and _")
    .max(max);

/** One amount per currency, as prices are shown there. In a currency that is not named the promotion does not hold. */
export const Amounts = z
  .array(amount)
  .min(1)
  .max(30)
  .refine((list) => new Set(list.map(({ currency }) => currency)).size === list.length, "each currency once");
export type Amounts = z.output<typeof Amounts>;

/** Which articles something is about. A category includes those below it. */
export const Selection = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("products"), ids: z.array(id("prd")).min(1).max(500) }),
  z.object({ kind: z.literal("variants"), ids: z.array(id("var")).min(1).max(500) }),
  z.object({ kind: z.literal("categories"), ids: z.array(id("cat")).min(1).max(100) }),
]);
export type Selection = z.output<typeof Selection>;

/** What must hold for a promotion to apply; all of its conditions must. */
export const Condition = z.discriminatedUnion("kind", [
  /** What the selected articles cost before discounts. */
  z.object({ kind: z.literal("order_minimum"), amounts: Amounts, of: Selection }),
  z.object({ kind: z.literal("quantity"), least: pieces, of: Selection }),
  z.object({ kind: z.literal("customer_groups"), groups: z.array(handle(60)).min(1).max(50) }),
  z.object({ kind: z.literal("markets"), marketIds: z.array(id("mkt")).min(1).max(100) }),
  z.object({ kind: z.literal("channels"), channels: z.array(handle(40)).min(1).max(20) }),
  z.object({ kind: z.literal("countries"), countries: z.array(countryCode).min(1).max(250) }),
  z.object({ kind: z.literal("first_order") }),
]);
export type Condition = z.output<typeof Condition>;
export const conditionKinds = Condition.options.map((option) => option.shape.kind.value);

/** Percentages are parts per million: 100000 is 10 %. */
export const Effect = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("order_percentage"), ppm }),
  z.object({ kind: z.literal("order_amount"), amounts: Amounts }),
  z.object({ kind: z.literal("line_percentage"), ppm, of: Selection }),
  /** Off each piece. */
  z.object({ kind: z.literal("line_amount"), amounts: Amounts, of: Selection }),
  /** Who buys `buy` pieces gets `get` further ones cheaper, the cheapest first; 1000000 makes them free. */
  z.object({
    kind: z.literal("buy_get"),
    buy: z.object({ quantity: pieces, of: Selection }),
    get: z.object({ quantity: pieces, of: Selection }),
    ppm,
    /** How often in one order; null without end. */
    most: pieces.nullable(),
  }),
  /** The parts together cost `amounts`. */
  z.object({
    kind: z.literal("bundle"),
    parts: z
      .array(z.object({ quantity: pieces, of: Selection }))
      .min(1)
      .max(10),
    amounts: Amounts,
    most: pieces.nullable(),
  }),
  /** The percentage of the highest step that the selected articles reach before discounts. */
  z.object({
    kind: z.literal("tiered_spend"),
    tiers: z
      .array(z.object({ from: Amounts, ppm }))
      .min(1)
      .max(20),
    of: Selection,
  }),
  z.object({
    kind: z.literal("tiered_quantity"),
    tiers: z
      .array(z.object({ from: pieces, ppm }))
      .min(1)
      .max(20),
    of: Selection,
  }),
  z.object({ kind: z.literal("free_shipping") }),
]);
export type Effect = z.output<typeof Effect>;
export const effectKinds = Effect.options.map((option) => option.shape.kind.value);

/** A discount code as it is compared: capitals, no blanks. Shoppers may type it in any way. */
export const promotionCode = z
  .string()
  .max(60)
  .transform((text) => text.replaceAll(/\s+/g, "").toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9_-]{1,39}$/, "2 to 40 letters A–Z, digits, - and _"));

const content = {
  /** What shoppers see. */
  name: line(120),
  trigger: z.enum(["automatic", "code"]),
  active: z.boolean(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  conditions: z.array(Condition).max(20),
  effect: Effect,
  /** False: holds alone or not at all. */
  combinable: z.boolean(),
  /** Of the promotions of one group only one holds. */
  exclusionGroup: handle(60).nullable(),
  /** Higher goes first. */
  priority: z.int().min(0).max(1000),
  perCustomer: pieces.nullable(),
  /** How often it may be used in all. */
  maxUses: z.int().min(1).max(1_000_000_000).nullable(),
  /** How much it may give away in all; it then holds in this currency alone. */
  budget: amount.nullable(),
};

export const Promotion = z.object({
  id: id("pro"),
  ...content,
  uses: z.int(),
  /** What of the budget is given away or promised; null without a budget. */
  spent: money.nullable(),
  codes: z.int(),
  version,
  updatedAt: instant,
});
export type Promotion = z.output<typeof Promotion>;

const dated = (rule: { startsAt: string | null; endsAt: string | null }): boolean =>
  rule.startsAt === null || rule.endsAt === null || rule.startsAt < rule.endsAt;
const draft = {
  ...content,
  active: content.active.default(true),
  startsAt: content.startsAt.default(null),
  endsAt: content.endsAt.default(null),
  conditions: content.conditions.default([]),
  combinable: content.combinable.default(true),
  exclusionGroup: content.exclusionGroup.default(null),
  priority: content.priority.default(100),
  perCustomer: content.perCustomer.default(null),
  maxUses: content.maxUses.default(null),
  budget: content.budget.default(null),
};

/** With an id and its version it changes that promotion, without it adds one. */
export const SetPromotion = z
  .object({ id: id("pro").nullable().default(null), version: version.nullable().default(null), ...draft })
  .refine((rule) => (rule.id === null) === (rule.version === null), { path: ["version"], message: "goes with the id" })
  .refine(dated, { path: ["endsAt"], message: "after the start" });
export type SetPromotion = z.output<typeof SetPromotion>;

export const ListPromotions = z.object({ ...pageInput });
export const PromotionPage = page(Promotion);
export const GetPromotion = z.object({ id: id("pro") });
export const RemovePromotion = z.object({ id: id("pro"), version });

export const PromotionCode = z.object({
  code: z.string(),
  active: z.boolean(),
  uses: z.int(),
  maxUses: z.int().nullable(),
  createdAt: instant,
});
export type PromotionCode = z.output<typeof PromotionCode>;
const codeUses = z.int().min(1).max(1_000_000_000).nullable().default(1);
export const AddCode = z.object({ promotionId: id("pro"), code: promotionCode, maxUses: codeUses });
/** `prefix` and twelve random characters each. */
export const GenerateCodes = z.object({
  promotionId: id("pro"),
  count: z.int().min(1).max(5_000),
  prefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9_-]{0,20}$/, "up to 20 letters A–Z, digits, - and _")
    .default(""),
  maxUses: codeUses,
});
export const GeneratedCodes = z.object({ codes: z.array(z.string()) });
export const ListCodes = z.object({
  promotionId: id("pro"),
  ...pageInput,
  first: z.int().min(1).max(1000).default(50),
});
export const CodePage = page(PromotionCode);
export const SetCodeActive = z.object({ promotionId: id("pro"), code: promotionCode, active: z.boolean() });

/** Why a promotion did not hold. */
export const refusal = z.enum([
  "inactive",
  "not_started",
  "ended",
  "code_used_up",
  "code_inactive",
  "used_up",
  "budget_spent",
  "customer_limit",
  "customer_unknown",
  "currency",
  "order_minimum",
  "quantity",
  "customer_group",
  "market",
  "channel",
  "country",
  "first_order",
  "nothing_to_discount",
  "not_combinable",
  "exclusion_group",
]);
export type Refusal = z.output<typeof refusal>;

/** What a promotion takes off a cart, as the market shows prices. */
export const AppliedPromotion = z.object({
  promotionId: id("pro"),
  name: z.string(),
  code: z.string().nullable(),
  amount: money,
  lines: z.array(z.object({ lineId: z.string(), amount: money })),
  shipping: money,
});
export type AppliedPromotion = z.output<typeof AppliedPromotion>;

export const RefusedPromotion = z.object({
  promotionId: id("pro"),
  name: z.string(),
  code: z.string().nullable(),
  reason: refusal,
});
export type RefusedPromotion = z.output<typeof RefusedPromotion>;

/** A code of a cart, and what became of it. */
export const CartCode = z.object({
  code: z.string(),
  state: z.enum(["applied", "refused", "unknown"]),
  reason: refusal.nullable(),
});
export type CartCode = z.output<typeof CartCode>;

/** How discounts came about, in the order of the steps. */
export const DiscountStep = z.object({
  promotionId: id("pro"),
  name: z.string(),
  effect: z.enum(["order", "line", "shipping"]),
  /** What it was computed on, in minor units, after the discounts before it. */
  base: z.int(),
  amount: z.int(),
});
export type DiscountStep = z.output<typeof DiscountStep>;

/** A cart that is not there: to see what promotions would do. Prices as the market shows them. */
export const TryPromotions = z.object({
  marketId: id("mkt"),
  country: countryCode,
  lines: z
    .array(z.object({ variantId: id("var"), quantity: pieces }))
    .min(1)
    .max(100),
  codes: z.array(promotionCode).max(10).default([]),
  groups: z.array(handle(60)).max(50).default([]),
  firstOrder: z.boolean().default(false),
  /** A flat price instead of the shop's ways of shipping; null takes these. */
  shipping: z.int().min(0).max(maxAmount).nullable().default(null),
  /** Which of the shop's ways; the first that is offered where it is null, or not offered. */
  shippingMethodId: id("shp").nullable().default(null),
  at: instant.nullable().default(null),
  /** The promotion as it stands in the form, saved or not; takes the place of the saved one. */
  draft: z
    .object({ id: id("pro").nullable().default(null), ...draft })
    .nullable()
    .default(null),
});
export const TriedPromotions = z.object({
  items: money,
  discount: money,
  shipping: money,
  /** The shop's ways of shipping that take the cart, and the one that was reckoned with. */
  shippingOptions: z.array(z.object({ methodId: id("shp"), name: z.string(), price: money })),
  shippingMethodId: id("shp").nullable(),
  /** How what it costs came about; empty at a price that was given. */
  shippingTrace: z.array(PriceStep),
  total: money,
  lines: z.array(
    z.object({ variantId: id("var"), title: z.string(), quantity: z.int(), subtotal: money, discount: money }),
  ),
  applied: z.array(AppliedPromotion),
  refused: z.array(RefusedPromotion),
  codes: z.array(CartCode),
  /** Variants without a price in the market: left out. */
  unpriced: z.array(id("var")),
});
export type TriedPromotions = z.output<typeof TriedPromotions>;

export type PromotionsErrorCode =
  | "promotions.stale"
  | "promotions.code_taken"
  | "promotions.in_use"
  | "promotions.below_used"
  | "promotions.bad_cursor"
  | "promotions.used_up";
