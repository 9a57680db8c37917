/**
 * The European Central Bank's reference rates (`eurofxref-daily.xml`, `eurofxref-hist-90d.xml`): nested `Cube`
 * elements, the outer with the day, the inner with a currency and how much of it one euro buys. Only these
 * attributes are read; nothing of XML is executed (no entities, no external references).
 */
import { isActiveCurrency } from "../../kernel/currency.ts";
import { isExchangeRate } from "../../kernel/rate.ts";
import { isLocalDate } from "../../kernel/time.ts";
import type { ExchangeRateEntry } from "../schemas.ts";

const cube = /<Cube\s([^<>]{1,200})>/g;
const attribute = (name: string): RegExp => new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
const [time, currency, rate] = [attribute("time"), attribute("currency"), attribute("rate")];

function value(attributes: string, name: RegExp): string | undefined {
  const match = name.exec(attributes);
  return match?.[1] ?? match?.[2];
}

/** What one euro bought on a day, as the file has it: currencies that are withdrawn since are still in its history. */
export interface EcbQuote {
  readonly day: string;
  readonly currency: string;
  readonly rate: ExchangeRateEntry["rate"];
}

/** All quotes of the file in its order; undefined when it is not such a file. */
export function readEcbXml(xml: string): EcbQuote[] | undefined {
  const quotes: EcbQuote[] = [];
  let day: string | undefined;
  for (const [, attributes = ""] of xml.matchAll(cube)) {
    const named = value(attributes, time);
    if (named !== undefined) {
      if (!isLocalDate(named)) return undefined;
      day = named;
      continue;
    }
    const [quote, text] = [value(attributes, currency), value(attributes, rate)];
    if (day === undefined || quote === undefined || text === undefined || !isExchangeRate(text)) return undefined;
    quotes.push({ day, currency: quote, rate: text });
  }
  return day === undefined ? undefined : quotes;
}

/** The rates of the file, oldest day first; undefined when it is not such a file. Withdrawn currencies are left out. */
export function parseEcbXml(xml: string): ExchangeRateEntry[] | undefined {
  return readEcbXml(xml)
    ?.flatMap(({ day, currency: quote, rate: text }): ExchangeRateEntry[] =>
      isActiveCurrency(quote) && quote !== "EUR" ? [{ base: "EUR", quote, rate: text, day, source: "ecb" }] : [],
    )
    .toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
}
