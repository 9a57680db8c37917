/**
 * Where a shop sells. A place (a country or a part of it by ISO 3166-2, in a channel or in all) belongs to one open
 * market at most, so that address and channel decide the market; the market that says more about the place wins.
 * Consent: Directive 2002/58/EC art. 5(3) with GDPR art. 7 in the EEA, PECR in the UK, revFADP in Switzerland and
 * LGPD art. 8 in Brazil ask first; the US states' laws ask for a way out. Where we know no law, we ask first too.
 */
import { fallbackChain } from "../kernel/locale.ts";
import { negotiate } from "../kernel/negotiate-locale.ts";
import type { ConsentPolicy, Market, MarketLegal } from "./schemas.ts";

const asksLess: ReadonlyMap<string, ConsentPolicy> = new Map<string, ConsentPolicy>([
  ["US", "opt_out"],
  ["AU", "notice"],
  ["NZ", "notice"],
]);
const strictestFirst: readonly ConsentPolicy[] = ["opt_in", "opt_out", "notice"];

/** The strictest of what the countries' laws ask for. */
export function consentPolicyFor(countries: readonly string[]): ConsentPolicy {
  const asked = countries.map((country) => asksLess.get(country) ?? "opt_in");
  return strictestFirst.find((policy) => asked.includes(policy)) ?? "opt_in";
}

/** What a market does not say itself. */
export type OwnMarket = Omit<Market, "taxDisplay" | "paymentMethods">;

/** What markets take over from the shop. */
export interface Parent {
  readonly pricesIncludeTax: boolean;
  readonly paymentMethods: readonly string[] | null;
}

/** A market with what it takes over from the shop. */
export function inherit(market: OwnMarket, shop: Parent): Market {
  const methods = market.paymentMethodsOverride ?? shop.paymentMethods;
  return {
    ...market,
    taxDisplay: market.taxDisplayOverride ?? (shop.pricesIncludeTax ? "inclusive" : "exclusive"),
    paymentMethods: methods && [...methods],
  };
}

/**
 * Directive 2011/83/EU art. 8(2), in Germany BGB § 312j(3): the button says, in easily legible words, that ordering
 * obliges to pay. The directive's own words in de, en, es and fr; Japanese after the Act on Specified
 * Commercial Transactions' guidelines on the last page of an order.
 */
const orderWords: ReadonlyMap<string, string> = new Map([
  ["ar", "طلب مع الالتزام بالدفع"],
  ["de", "Zahlungspflichtig bestellen"],
  ["en", "Order with obligation to pay"],
  ["es", "Pedido con obligación de pago"],
  ["fr", "Commande avec obligation de paiement"],
  ["ja", "注文を確定する"],
]);

/** The words on the button that orders: the market's own for the locale, else those that the law gives. */
export function orderButton({ legal }: Pick<Market, "legal">, wanted: string): string {
  const [language = ""] = wanted.split("-");
  const own: Readonly<Record<string, string>> = legal.orderButton;
  return own[wanted] ?? own[language] ?? orderWords.get(language) ?? orderWords.get("en") ?? "";
}

type Pages = Pick<MarketLegal, "imprintUrl" | "privacyUrl" | "termsUrl" | "withdrawalUrl">;

/** The pages that the law wants linked: the market's own, else the shop's, field by field. */
export function legalOf({ legal }: Pick<Market, "legal">, shop: Omit<Pages, "withdrawalUrl">): Pages {
  return {
    imprintUrl: legal.imprintUrl ?? shop.imprintUrl,
    privacyUrl: legal.privacyUrl ?? shop.privacyUrl,
    termsUrl: legal.termsUrl ?? shop.termsUrl,
    withdrawalUrl: legal.withdrawalUrl,
  };
}

/** A country or a part of it, in a channel; '' is the whole country, and every channel. */
export interface Place {
  readonly country: string;
  readonly region: string;
  readonly channel: string;
}

type Placed = Pick<Market, "countries" | "regions" | "channels">;

const regionsIn = ({ regions }: Placed, country: string): string[] =>
  regions.filter((code) => code.startsWith(`${country}-`)).map((code) => code.slice(country.length + 1));

/** The places that a market claims. */
export function placesOf(market: Placed): Place[] {
  const channels = market.channels.length === 0 ? [""] : market.channels;
  return market.countries.flatMap((country) => {
    const parts = regionsIn(market, country);
    const regions = parts.length === 0 ? [""] : parts;
    return regions.flatMap((region) => channels.map((channel) => ({ country, region, channel })));
  });
}

/** `DE`, `US-CA`, `US-CA (pos)`. */
export function nameOfPlace({ country, region, channel }: Place): string {
  return `${country}${region === "" ? "" : `-${region}`}${channel === "" ? "" : ` (${channel})`}`;
}

/** Whether the market sells to an address. `region` is without the country; other text than a code is in no region. */
export function serves(market: Placed, country: string, region: string | null | undefined): boolean {
  if (!market.countries.some((one) => one === country)) return false;
  const parts = regionsIn(market, country);
  return parts.length === 0 || parts.includes(region?.trim().toUpperCase() ?? "");
}

/** What a visitor asks for: a market by its handle, or the one that serves a place. */
export interface Wanted {
  readonly market?: string | null | undefined;
  readonly country?: string | null | undefined;
  /** ISO 3166-2 without the country. */
  readonly region?: string | null | undefined;
}

/**
 * The open market for a visitor in a channel: the named one or none. Else the one that serves the place, channel and
 * region before region before channel before country; else the first of the channel's own; else the first.
 */
export function chooseMarket(open: readonly Market[], wanted: Wanted, channel = "web"): Market | undefined {
  const here = open.filter(({ channels }) => channels.length === 0 || channels.includes(channel));
  if (typeof wanted.market === "string") return here.find((market) => market.handle === wanted.market);
  const { country, region } = wanted;
  const serving = here.filter((market) => typeof country === "string" && serves(market, country, region));
  const tells = (market: Market): number =>
    (typeof country === "string" && regionsIn(market, country).length > 0 ? 2 : 0) +
    (market.channels.length > 0 ? 1 : 0);
  const candidates = serving.length > 0 ? serving : here.map((market) => ({ ...market, regions: [] }));
  const [best] = candidates.toSorted((a, b) => tells(b) - tells(a));
  return best && here.find(({ id }) => id === best.id);
}

/** The market's locale that comes nearest to the wanted one. */
export function chooseLocale(market: Market, wanted: string | null | undefined): string {
  if (typeof wanted === "string" && market.locales.includes(wanted)) return wanted;
  return negotiate(wanted, market.locales, market.defaultLocale);
}

/** Where texts for a locale of the market are looked for, the shop's own locale last. */
export function localeChain(market: Market, locale: string, shopLocale: string): readonly string[] {
  return fallbackChain(locale, market.defaultLocale, shopLocale);
}
