import { taxRateFromBasisPoints } from "@meridian/core/kernel/rate";
import { knownRates } from "@meridian/core/tax";
import { adapter, saysIt } from "../adapter.ts";
import { contentOf } from "./content.ts";

interface CountryRates {
  readonly standardBps: number;
  readonly reduced: Readonly<Record<string, number>>;
}

/** Its figures for the United States are no cases: they are of an old list, as it says of several itself. */
interface RatesFile {
  readonly eu: readonly (CountryRates & { readonly country: string })[];
  readonly euHistory: readonly { readonly country: string; readonly from_: string; readonly standardBps: number }[];
  readonly other: Readonly<Record<string, CountryRates>>;
  readonly canada: readonly {
    readonly province: string;
    readonly taxes: readonly { readonly code: string; readonly rateBps: number }[];
  }[];
}

interface RateCase {
  readonly id: string;
  readonly country: string;
  readonly region: string | null;
  readonly date: string;
  readonly basisPoints: number;
  /** Whether it is the rate of most goods; else it is one of those for some. */
  readonly standard: boolean;
  readonly name?: string;
}

/** The day before what the file lists as later changes. */
const day = "2025-12-31";

const here = (country: string): Pick<RateCase, "country" | "region" | "date"> => ({ country, region: null, date: day });

function ofCountry(country: string, { standardBps, reduced }: CountryRates): RateCase[] {
  const others = Object.entries(reduced).map(([name, basisPoints]) => {
    return { ...here(country), id: `${country} ${name}`, basisPoints, standard: false };
  });
  return [{ ...here(country), id: `${country} standard`, basisPoints: standardBps, standard: true }, ...others];
}

function ratesOf({ eu, euHistory, other, canada }: RatesFile): RateCase[] {
  return [
    ...eu.flatMap((one) => ofCountry(one.country, one)),
    ...Object.entries(other).flatMap(([country, one]) => ofCountry(country, one)),
    ...euHistory.map(({ country, from_, standardBps }) => ({
      ...here(country),
      id: `${country} from ${from_}`,
      date: from_,
      basisPoints: standardBps,
      standard: true,
    })),
    ...canada.flatMap(({ province, taxes }) =>
      taxes.map(({ code, rateBps }) => ({
        ...here("CA"),
        id: `CA-${province} ${code}`,
        region: province,
        basisPoints: rateBps,
        standard: true,
        name: code,
      })),
    ),
  ];
}

export const taxRates = adapter({
  name: "tax rates",
  recognises: saysIt("tax-rates"),
  cases: (file) => ratesOf(contentOf<RatesFile>(file)),
  id: ({ id }) => id,
  call: knownRates,
  args: ({ country, region, date }) => [{ country, region, date }],
  expected: ({ basisPoints }) => [taxRateFromBasisPoints(basisPoints)],
  answer: (rates, { basisPoints, standard, name }) => {
    const wanted = taxRateFromBasisPoints(basisPoints);
    const asked = rates.filter((rate) => (rate.taxClass === "standard") === standard);
    const named = asked.filter((rate) => name === undefined || rate.name.includes(name)).map((rate) => rate.ratePpm);
    return named.includes(wanted) ? [wanted] : named;
  },
});
