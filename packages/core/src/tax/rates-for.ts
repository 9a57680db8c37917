import type { ActiveCurrencyCode } from "../kernel/currency.ts";
import { DomainError } from "../kernel/errors.ts";
import { money, toDecimalString } from "../kernel/money.ts";
import type { TenantCtx } from "../platform/context.ts";
import { type Part, readPart, together } from "../platform/parts.ts";
import { selectCountriesWithRates, taxationPart } from "./queries.ts";
import { placeOfRates, type RateTable, type TaxChoice } from "./rules/choose-taxes.ts";
import { decideTax, type SaleFacts, type TaxDecision } from "./rules/decide-tax.ts";
import { type ImportLimit, importLimitsAt } from "./rules/import-limits.ts";
import { taxAreaOf } from "./rules/territories.ts";
import { heldBesides, isUnionSale, thresholdState } from "./rules/union-threshold.ts";
import type { RoundingRule, StoredTaxPolicy, TaxErrorCode, TaxTreatment } from "./schemas.ts";

export interface Destination {
  readonly country: string;
  /** ISO 3166-2 without the country; null where it is not known or does not matter. */
  readonly region?: string | null;
  readonly postalCode?: string | null;
  /** Who buys; left out, a consumer. */
  readonly customer?: SaleFacts["customer"];
  readonly at: Date;
}

export interface Taxation extends RateTable {
  readonly rounding: RoundingRule;
  /** Who taxes, and why; null where the shop has not said where it is. */
  readonly decision: TaxDecision | null;
  readonly crossBorder: StoredTaxPolicy["crossBorder"];
  readonly shippingTax: StoredTaxPolicy["shippingTax"];
  /** The taxes that prices contain at home, where abroad their net is kept; null where what is paid stays. */
  readonly listed: RateTable | null;
  /** Whether the sale counts against the Union's threshold. */
  readonly countsInUnion: boolean;
  /**
   * Where it is taxed at home because sales are counted: what may still be sold so, in cents of a euro, and how a sale
   * is taxed that exceeds it.
   */
  readonly beyond: { readonly left: number; readonly taxation: Taxation } | null;
  /** Where goods come from abroad: up to which value they are taxed so, and how above it. */
  readonly imported: { readonly limit: ImportLimit; readonly taxation: Taxation } | null;
  /** Where an external engine is to say which taxes apply: what it is told of the seller. */
  readonly engine: Pick<StoredTaxPolicy, "establishment" | "registrations"> | null;
}

type Found = ReturnType<ReturnType<typeof taxationPart>["take"]>;

const consumer: SaleFacts["customer"] = { status: "consumer", taxId: null, register: null };

/** The rates in force for a sale on the day (UTC) of `at`, who taxes it, and how the shop rounds tax. */
export async function ratesFor(ctx: Pick<TenantCtx, "db">, destination: Destination): Promise<Taxation> {
  const taxation = await readPart(ctx.db, ratesPart(ctx, destination));
  return taxation(destination.customer);
}

/** The same, to be read with others; who buys may be known only then. What the cart itself holds is left to it. */
export function ratesPart(
  ctx: Pick<TenantCtx, "db">,
  destination: Omit<Destination, "customer">,
  cartId: string | null = null,
): Part<(customer?: SaleFacts["customer"]) => Taxation> {
  const { country, region = null, postalCode = null, at } = destination;
  const area = taxAreaOf({ country, region, postalCode });
  return together(
    { found: taxationPart([country, area.country], dayOf(at)) },
    ({ found }) =>
      (customer = consumer) =>
        taxationOf(found, { ...destination, customer }, cartId),
  );
}

/** What `taxationPart` found for a span, as of a day in it. */
export function taxationOn(found: Found, destination: Destination): Taxation {
  const day = dayOf(destination.at);
  const rates = found.rates.filter(
    ({ validFrom, validUntil }) =>
      (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil),
  );
  return taxationOf({ ...found, rates }, destination, null);
}

function taxationOf(found: Found, destination: Destination, cartId: string | null): Taxation {
  const { policy, unionSales, unionHolds } = found;
  if (!policy.belowUnionThreshold || policy.unionThreshold === "stated") return withLimit(found, destination);
  const held = heldBesides(unionHolds, destination.at, cartId);
  const { over, left } = thresholdState(unionSales, dayOf(destination.at), held);
  const abroad = withLimit({ ...found, policy: { ...policy, belowUnionThreshold: false } }, destination);
  if (over) return abroad;
  const home = withLimit(found, destination);
  return home.decision?.mechanism === "origin" && home.countsInUnion
    ? { ...home, beyond: { left, taxation: abroad } }
    : home;
}

/** The taxation within the destination's import limit, where one decides, and that above it. */
function withLimit(found: Found, destination: Destination): Taxation {
  const within = taxationBy(found, destination, null);
  const area = taxAreaOf(destination);
  for (const limit of importLimitsAt(area)) {
    const value = toDecimalString(money(limit.amount + 1, limit.currency));
    const above = taxationBy(found, destination, { value, currency: limit.currency });
    if (above.decision?.atImport !== undefined) return { ...within, imported: { limit, taxation: above } };
  }
  return within;
}

function taxationBy(
  { rates, settings, policy }: Found,
  destination: Destination,
  consignment: SaleFacts["consignment"],
): Taxation {
  const { country, region = null, postalCode = null, at } = destination;
  const day = dayOf(at);
  const decision = decisionFor(policy, destination, consignment, day);
  const taxing =
    decision !== null && decision.jurisdiction === null
      ? { country, region }
      : placeOfRates({ country, region, postalCode }, decision?.jurisdiction ?? null, rates);
  const own = policy.countries.find((one) => one.country === country);
  return {
    ...taxing,
    postalCode: taxing.country === country ? postalCode : null,
    rates,
    decision,
    whenNotRegistered: own?.whenNotRegistered ?? policy.whenNotRegistered,
    discounts: own?.discounts ?? "before_tax",
    rounding: {
      level: settings.roundingLevel,
      mode: settings.roundingMode,
      ...(policy.severalTaxes === "each" ? {} : { severalTaxes: policy.severalTaxes }),
    },
    crossBorder: policy.crossBorder,
    shippingTax: policy.shippingTax,
    listed: listedTable(policy, rates, taxing),
    countsInUnion: isUnionSale(policy.establishment?.country ?? null, destination, decision?.mechanism ?? null),
    beyond: null,
    imported: null,
    engine: policy.externalEngine ? policy : null,
  };
}

function listedTable(
  { establishment, crossBorder }: StoredTaxPolicy,
  rates: RateTable["rates"],
  taxing: { readonly country: string; readonly region: string | null },
): RateTable | null {
  if (crossBorder === "fixed_gross" || establishment === null) return null;
  return establishment.country === taxing.country ? null : { ...establishment, rates };
}

function decisionFor(
  policy: StoredTaxPolicy,
  destination: Destination,
  consignment: SaleFacts["consignment"],
  date: string,
): TaxDecision | null {
  if (policy.establishment === null) return exemptAlone(destination);
  const { country, region = null, postalCode = null, customer = consumer } = destination;
  return decideTax({
    seller: {
      establishment: policy.establishment,
      registrations: policy.registrations,
      belowUnionThreshold: policy.belowUnionThreshold,
    },
    shipFrom: null,
    shipTo: { country, region, postalCode },
    customer,
    supply: "goods",
    consignment: consignment ?? null,
    acceptUnverified: policy.taxIds.acceptUnverified,
    date,
  });
}

/** A buyer who is exempt is so wherever the seller is. */
function exemptAlone({ country, region = null, customer = consumer }: Destination): TaxDecision | null {
  if (customer.status !== "exempt") return null;
  return {
    mechanism: "exempt",
    jurisdiction: { country, region },
    registered: true,
    regional: true,
    withinRegion: false,
    trace: [{ step: "buyer_exempt", about: country }],
  };
}

/** The currencies that decide who taxes what is sent to a country, wherever the shop is. */
export function taxCurrencies(destination: Omit<Destination, "at" | "customer">): ActiveCurrencyCode[] {
  return importLimitsAt(taxAreaOf(destination)).map(({ currency }) => currency);
}

/** The treatment, or the refusal where no rate is set: a missing rate is never taken for zero. */
export function requireTreatment(choice: TaxChoice): TaxTreatment {
  if (choice.kind === "taxed") return { reason: choice.reason, taxes: choice.taxes };
  const { country, region, taxClass, cause } = choice;
  const code = cause === "no_rate" ? "tax.rate_missing" : "tax.not_registered";
  throw new DomainError<TaxErrorCode>("precondition", code, { country, region, taxClass });
}

/** What `requireTreatment` would refuse, as a list: of `countries`, those without any rate in force. */
export async function countriesWithoutRates(
  ctx: Pick<TenantCtx, "db">,
  countries: readonly string[],
  at: Date,
): Promise<string[]> {
  if (countries.length === 0) return [];
  const covered = new Set(await selectCountriesWithRates(ctx.db, countries, dayOf(at)));
  return countries.filter((country) => !covered.has(country));
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
