import type { Kysely } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { ActiveCurrencyCode } from "../../kernel/currency.ts";
import { exchangeRate } from "../../kernel/rate.ts";
import { addSeconds } from "../../kernel/time.ts";
import type { Db } from "../../platform/db.ts";
import { pivotCurrency } from "../rules/conversion.ts";
import type { PriceHistory, Spanned } from "../rules/prior-price.ts";
import type { ExchangeRateEntry, RateSource } from "../schemas.ts";
import type { PricingTables } from "../tables.ts";
import {
  listPriceColumns,
  type ListPriceRow,
  listRuleColumns,
  type ListRow,
  priceColumns,
  type PriceRow,
  toEntry,
  toListPriceEntry,
  toListRule,
} from "./rows.ts";
import { listsSubject, ratesSubject } from "./versions.ts";

const tables = (db: Db<"tenant">): Kysely<PricingTables> => db.tables<PricingTables>();

export interface HistoryScope {
  readonly marketId: string;
  /** Of the market, now and before, and of the shop. */
  readonly currencies: readonly ActiveCurrencyCode[];
  readonly since: Date;
}

type Facts = Pick<PriceHistory, "prices" | "lists" | "listPrices" | "exclusions" | "rates">;

/** Rates of this many days before the first one asked for are enough: the ECB's longest pause is five days. */
const ratesBeforeDays = 15;

interface RateRow {
  readonly base: string;
  readonly quote: string;
  readonly day: string;
  readonly source: RateSource;
  readonly rate: string;
}
const toRate = (row: RateRow): ExchangeRateEntry => ({
  base: row.base as ActiveCurrencyCode,
  quote: row.quote as ActiveCurrencyCode,
  day: row.day,
  source: row.source,
  rate: exchangeRate(row.rate),
});

/** What was in force for the variants in the market since a moment, in one statement. */
export async function selectHistory(
  db: Db<"tenant">,
  variantIds: readonly string[],
  scope: HistoryScope,
): Promise<Map<string, Facts>> {
  const { marketId, currencies, since } = scope;
  const wanted = [...variantIds];
  const pair = [...currencies, pivotCurrency];
  const row = await tables(db)
    .selectNoFrom((none) => [
      jsonArrayFrom(
        none
          .selectFrom("prices")
          .select([...priceColumns, "updated_at as from"])
          .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val(wanted)))),
      ).as("prices"),
      jsonArrayFrom(
        none
          .selectFrom("price_lists")
          .select([...listRuleColumns, "updated_at as from"])
          .where("status", "=", "active"),
      ).as("lists"),
      jsonArrayFrom(
        none
          .selectFrom("price_list_prices")
          .select([...listPriceColumns, "updated_at as from"])
          .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val(wanted)))),
      ).as("listPrices"),
      jsonArrayFrom(
        none
          .selectFrom("sale_exclusions")
          .select(["variant_id", "updated_at as from"])
          .where((eb) => eb("variant_id", "=", eb.fn.any(eb.val(wanted))))
          .where("market_id", "=", marketId),
      ).as("exclusions"),
      jsonArrayFrom(
        none
          .selectFrom("exchange_rates")
          .select(["base", "quote", "day", "source", "rate", "created_at as from"])
          .where("base", "in", pair)
          .where("quote", "in", pair)
          .where(
            "day",
            ">=",
            addSeconds(since, -ratesBeforeDays * 86_400)
              .toISOString()
              .slice(0, 10),
          ),
      ).as("rates"),
      jsonArrayFrom(
        none
          .selectFrom("price_versions")
          .select(["subject", "kind", "place", "content", "valid_from as from", "valid_to as until"])
          .where((eb) => eb("subject", "=", eb.fn.any(eb.val([...wanted, listsSubject, ratesSubject]))))
          .where("valid_to", ">", since),
      ).as("versions"),
    ])
    .executeTakeFirstOrThrow();
  const past = <T>(kind: PricingTables["price_versions"]["kind"], make: (content: unknown) => T) =>
    row.versions
      .filter((version) => version.kind === kind)
      .map((version) => ({
        subject: version.subject,
        place: version.place,
        ...spanned(make(version.content), version),
      }));
  const prices = [
    ...row.prices.map((price) => spanned(toEntry(price), price)),
    ...past("price", (content) => toEntry(content as PriceRow)),
  ].filter(({ value }) => value.marketId === null || value.marketId === marketId);
  const lists = [
    ...row.lists.map((list) => spanned(toListRule(list), list)),
    ...past("list", (content) => toListRule(content as ListRow)),
  ];
  const listPrices = [
    ...row.listPrices.map((price) => spanned(toListPriceEntry(price), price)),
    ...past("list_price", (content) => toListPriceEntry(content as ListPriceRow)),
  ];
  const rates = [
    ...row.rates.map((rate) => spanned(toRate(rate), rate)),
    ...past("rate", (content) => toRate(content as RateRow)),
  ];
  const excluded = [
    ...row.exclusions.map((one) => ({ variantId: one.variant_id, ...spanned(true as const, one) })),
    ...past("exclusion", () => true as const)
      .filter((one) => one.place === marketId)
      .map((one) => ({ variantId: one.subject, ...one })),
  ];
  return new Map(
    wanted.map((id) => [
      id,
      {
        prices: prices.filter(({ value }) => value.variantId === id),
        lists,
        listPrices: listPrices.filter(({ value }) => value.variantId === id),
        exclusions: excluded.filter((one) => one.variantId === id),
        rates,
      },
    ]),
  );
}

type Moment = string | Date;
function spanned<T>(value: T, span: { readonly from: Moment; readonly until?: Moment | null }): Spanned<T> {
  return { value, from: new Date(span.from), until: span.until ? new Date(span.until) : null };
}
