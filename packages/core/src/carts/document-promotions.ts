import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import type { Id } from "../kernel/ids.ts";
import { taxRateFromPercent } from "../kernel/rate.ts";
import type { ActivePromotion, Discounts } from "../promotions/index.ts";
import type { Condition, Effect, Selection } from "../promotions/schemas.ts";
import { amountOf } from "../tax/index.ts";
import type {
  CartDocument,
  DocumentCondition,
  DocumentEffect,
  DocumentPromotion,
  DocumentSelection,
} from "./document-schemas.ts";

type Amount = Parameters<typeof amountOf>[0];

/** The promotions of a document as the rules of promotions read them: their ids are their places in it. */
export function promotionsOf({ promotions, codes, currency, customer }: CartDocument): ActivePromotion[] {
  return promotions.map((promotion, i): ActivePromotion => {
    const { name, code, startsAt, endsAt, combinable, exclusionGroup, priority, maxUses, uses, perCustomer } =
      promotion;
    const entered = code !== null && codes.includes(code);
    return {
      id: `pro_${String(i).padStart(4, "0")}`,
      name,
      trigger: code === null ? "automatic" : "code",
      active: true,
      startsAt,
      endsAt,
      conditions: promotion.conditions.map((condition) => conditionOf(condition, currency)),
      effect: effectOf(promotion.effect, currency),
      combinable,
      exclusionGroup,
      priority,
      perCustomer,
      maxUses,
      uses,
      budget: budgetOf(promotion, currency),
      spentAmount: amountOf(promotion.spent, currency).amount,
      usedByCustomer: customer.ordersBefore === null ? null : promotion.usesByCustomer,
      code: entered ? { code, fault: null } : null,
    };
  });
}

/** What became of each code. */
export function codesOf({ codes, promotions }: CartDocument, { applied }: Discounts) {
  return codes.map((code) => {
    const known = promotions.some((promotion) => promotion.code === code);
    const held = applied.some(({ promotion }) => promotion.code?.code === code);
    return { code, state: held ? ("applied" as const) : known ? ("refused" as const) : ("unknown" as const) };
  });
}

function budgetOf({ budget }: DocumentPromotion, currency: ActiveCurrencyCode): ActivePromotion["budget"] {
  return budget === null ? null : amountOf(budget, currency);
}

function conditionOf(condition: DocumentCondition, currency: ActiveCurrencyCode): Condition {
  switch (condition.kind) {
    case "order_minimum":
      return { kind: condition.kind, amounts: amounts(condition.amount, currency), of: selection(condition.of) };
    case "quantity":
      return { ...condition, of: selection(condition.of) };
    case "customer_groups":
    case "channels":
    case "countries":
    case "first_order":
      return condition;
  }
}

function effectOf(effect: DocumentEffect, currency: ActiveCurrencyCode): Effect {
  switch (effect.kind) {
    case "order_percentage":
      return { kind: effect.kind, ppm: taxRateFromPercent(effect.percent) };
    case "order_amount":
      return { kind: effect.kind, amounts: amounts(effect.amount, currency) };
    case "line_percentage":
      return { kind: effect.kind, ppm: taxRateFromPercent(effect.percent), of: selection(effect.of) };
    case "line_amount":
      return { kind: effect.kind, amounts: amounts(effect.amount, currency), of: selection(effect.of) };
    case "buy_get":
      return {
        kind: effect.kind,
        buy: { quantity: effect.buy.quantity, of: selection(effect.buy.of) },
        get: { quantity: effect.get.quantity, of: selection(effect.get.of) },
        ppm: taxRateFromPercent(effect.percent),
        most: effect.most,
      };
    case "bundle":
      return {
        kind: effect.kind,
        parts: effect.parts.map((part) => ({ quantity: part.quantity, of: selection(part.of) })),
        amounts: amounts(effect.amount, currency),
        most: effect.most,
      };
    case "tiered_spend":
      return {
        kind: effect.kind,
        tiers: effect.tiers.map(({ from, percent }) => {
          return { from: amounts(from, currency), ppm: taxRateFromPercent(percent) };
        }),
        of: selection(effect.of),
      };
    case "tiered_quantity":
      return {
        kind: effect.kind,
        tiers: effect.tiers.map(({ from, percent }) => ({ from, ppm: taxRateFromPercent(percent) })),
        of: selection(effect.of),
      };
    case "free_shipping":
      return effect;
  }
}

const amounts = (amount: Amount, currency: ActiveCurrencyCode) => [amountOf(amount, currency)];

/** Lines stand for variants: in a document each line has its own article. */
function selection(of: DocumentSelection): Selection {
  if (of === "all") return { kind: "all" };
  if ("lines" in of) return { kind: "variants", ids: of.lines.map((one) => one as Id<"var">) };
  if ("products" in of) return { kind: "products", ids: of.products.map((one) => one as Id<"prd">) };
  return { kind: "categories", ids: of.categories.map((one) => one as Id<"cat">) };
}
