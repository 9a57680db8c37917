import { money } from "@meridian/core/kernel/money";
import { type ActivePromotion, applyPromotions, type DiscountableLine } from "@meridian/core/promotions";
import { calculate } from "@meridian/core/tax";
import { atMost, cpuOf, type Part, type Row, told } from "./row.ts";

type Effect = ActivePromotion["effect"];

const all = { kind: "all" as const };

/** A mix as shops have it: most of them for some articles, a few for the order, with conditions and tiers. */
function effectOf(i: number): Effect {
  const euros = (amount: number) => [{ amount, currency: "EUR" as const }];
  const some = { kind: "products" as const, ids: [`prd_${i}` as const, `prd_${i + 1}` as const] };
  const effects: readonly Effect[] = [
    { kind: "line_percentage", ppm: 100_000, of: some },
    { kind: "line_amount", amounts: euros(50), of: some },
    { kind: "buy_get", buy: { quantity: 2, of: some }, get: { quantity: 1, of: some }, ppm: 500_000, most: null },
    { kind: "tiered_spend", tiers: [{ from: euros(5_000), ppm: 50_000 }], of: all },
    { kind: "order_percentage", ppm: 20_000 },
  ];
  return effects[i % effects.length] ?? { kind: "free_shipping" };
}

const promotionOf = (i: number): ActivePromotion => ({
  id: `pro_${String(i).padStart(3, "0")}`,
  name: `Promotion ${i}`,
  trigger: "automatic",
  active: true,
  startsAt: null,
  endsAt: null,
  conditions: [],
  effect: effectOf(i),
  combinable: true,
  exclusionGroup: null,
  priority: i % 7,
  perCustomer: null,
  maxUses: null,
  budget: null,
  uses: 0,
  spentAmount: 0,
  usedByCustomer: null,
  code: null,
});

const lineOf = (i: number): DiscountableLine => ({
  id: `l${i}`,
  variantId: `var_${i}`,
  productId: `prd_${i}`,
  categoryIds: [`cat_${i % 9}`],
  unitPrice: 995 + 13 * i,
  quantity: 1 + (i % 4),
});

const treatment = {
  reason: "standard" as const,
  taxes: [{ rateId: "txr_1", name: "VAT", ratePpm: 190_000, compound: false }],
};

/** A quote as a cart computes it, from what was gathered: promotions, then taxes. */
function quoting(lineCount: number, promotionCount: number): () => number {
  const lines = Array.from({ length: lineCount }, (_, i) => lineOf(i));
  const promotions = Array.from({ length: promotionCount }, (_, i) => promotionOf(i));
  const at = new Date("2026-06-01T12:00:00Z");
  const situation = { at, currency: "EUR" as const, marketId: "mkt_1", channel: "web", country: "DE" };
  return () => {
    const given = { ...situation, groups: [], ordersBefore: null, lines, shipping: 490 };
    const discounts = applyPromotions(given, promotions);
    const { totals } = calculate({
      currency: "EUR",
      taxIncluded: true,
      rounding: { level: "line", mode: "half-up" },
      shipping: null,
      lines: lines.map(({ id, unitPrice, quantity }) => ({
        id,
        quantity,
        treatment,
        unitPrice: money(unitPrice, "EUR"),
        discount: money(discounts.lines.get(id) ?? 0, "EUR"),
      })),
    });
    if (totals.discount.amount === 0 && promotionCount > 0) throw new Error("no promotion applied");
    return totals.total.amount;
  };
}

const times = 20;

/** CPU of a quote, and how it grows with lines and promotions. */
export const quotes: Part = async () => {
  const rows: Row[] = [];
  const main = await cpuOf(quoting(100, 50), times);
  rows.push(atMost("quote: 100 lines, 50 promotions", main, "ms CPU", 5));
  for (const [lines, promotions] of [
    [10, 50],
    [50, 50],
    [200, 50],
    [400, 50],
    [100, 0],
    [100, 10],
    [100, 100],
    [100, 200],
  ] as const) {
    const cpu = await cpuOf(quoting(lines, promotions), times);
    const name = `quote: ${lines} lines, ${promotions} promotions`;
    rows.push(told(name, cpu, "ms CPU", `${(cpu / main).toFixed(2)} of 100 × 50`));
  }
  return rows;
};
