import { taxRateFromBasisPoints } from "@meridian/core/kernel/rate";
import { decideWithKnownRates } from "@meridian/core/tax";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf } from "./content.ts";

interface Place {
  readonly country: string;
  readonly region?: string;
  readonly postalCode?: string;
}

interface SaleCase {
  readonly id: string;
  readonly seller: Place & {
    /** Countries, or a country's region: `FR`, `US-CA`. */
    readonly registrations?: readonly string[];
    readonly ossRegistered?: boolean;
    readonly iossRegistered?: boolean;
    readonly euB2cSalesBelow10k?: boolean;
  };
  readonly buyer: Place & { readonly vatId?: string };
  readonly supply: "goods" | "digital";
  readonly date: string;
  readonly consignmentValueAud?: number;
  readonly consignmentValueEur?: number;
  readonly consignmentValueGbp?: number;
  readonly consignmentValueNok?: number;
  readonly consignmentValueNzd?: number;
  readonly expected: {
    readonly mechanism: string;
    readonly taxCountry?: string;
    readonly taxRegion?: string;
    readonly rateBps?: number;
    readonly taxes?: readonly string[];
  };
}

type Facts = Parameters<typeof decideWithKnownRates>[0];
type Registration = Facts["seller"]["registrations"][number];

const valueOf = (value: number, currency: string) => ({ value: String(value), currency });

function consignmentOf(one: SaleCase): NonNullable<Facts["consignment"]> | null {
  if (one.consignmentValueAud !== undefined) return valueOf(one.consignmentValueAud, "AUD");
  if (one.consignmentValueEur !== undefined) return valueOf(one.consignmentValueEur, "EUR");
  if (one.consignmentValueGbp !== undefined) return valueOf(one.consignmentValueGbp, "GBP");
  if (one.consignmentValueNok !== undefined) return valueOf(one.consignmentValueNok, "NOK");
  if (one.consignmentValueNzd !== undefined) return valueOf(one.consignmentValueNzd, "NZD");
  return null;
}

function registrationsOf({
  country,
  registrations = [],
  ossRegistered = false,
  iossRegistered = false,
}: SaleCase["seller"]): Registration[] {
  const always = { validFrom: null, validUntil: null };
  const named = registrations.map((place): Registration => {
    const [where = "", region = null] = place.split("-");
    return { country: where, region, scheme: "standard", ...always };
  });
  const schemes = [...(ossRegistered ? (["oss"] as const) : []), ...(iossRegistered ? (["ioss"] as const) : [])];
  return [...named, ...schemes.map((scheme): Registration => ({ country, region: null, scheme, ...always }))];
}

const factsOf = ({ seller, buyer, supply, date, ...more }: SaleCase): Facts => ({
  seller: {
    establishment: { country: seller.country, region: seller.region ?? null },
    registrations: registrationsOf(seller),
    belowUnionThreshold: seller.euB2cSalesBelow10k ?? false,
  },
  shipFrom: null,
  shipTo: { country: buyer.country, region: buyer.region ?? null, postalCode: buyer.postalCode ?? null },
  customer: {
    status: buyer.vatId === undefined ? "consumer" : "business",
    taxId: buyer.vatId ?? null,
    register: null,
  },
  supply,
  consignment: consignmentOf({ seller, buyer, supply, date, ...more }),
  acceptUnverified: true,
  date,
});

/** The register is not asked in these cases: an id that is right in form and digits is the buyer's. */
export const jurisdictions = adapter({
  name: "jurisdiction",
  recognises: saysIt("tax-jurisdiction"),
  cases: (file) => casesOf<SaleCase>(file),
  id: ({ id }) => id,
  call: decideWithKnownRates,
  args: (one) => [factsOf(one)],
  expected: ({ expected }) => {
    const { mechanism, taxCountry, taxRegion, taxes, rateBps } = expected;
    const ratePpm = rateBps === undefined ? undefined : taxRateFromBasisPoints(rateBps);
    return { mechanism, taxCountry, taxRegion, taxes, ratePpm };
  },
  answer: ({ decision, taxes, ratePpm }) => ({
    mechanism: decision.mechanism.replace("_", "-"),
    taxCountry: decision.jurisdiction?.country,
    taxRegion: decision.jurisdiction?.region,
    taxes: taxes.map((tax) => tax.name),
    ratePpm,
  }),
});
