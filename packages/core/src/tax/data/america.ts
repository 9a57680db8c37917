/**
 * Canada: Excise Tax Act, part IX and schedule VIII (GST, HST); the provinces' own acts (PST of BC, MB, SK; QST of
 * Quebec, s. 16). United States: the states' revenue departments, general knowledge of 2026-05, the rate that holds
 * in the whole state, local rates that every place of it adds included. Mexico: LIVA art. 1. France overseas: see there.
 */
import { type CountryRates, inTime, type KnownRate, zeroRate } from "./known-rate.ts";

const province = (region: string, history: string, name: string, own: boolean): KnownRate[] =>
  inTime(history, { region, name, regional: own, priority: own ? 2 : 1 });

const canada: CountryRates = {
  source: "Excise Tax Act and the provinces' acts; Canada Revenue Agency",
  rates: [
    ...inTime("7@1991-01-01 6@2006-07-01 5@2008-01-01", { name: "GST" }),
    ...province("ON", "13@2010-07-01", "HST", false),
    ...province("NB", "15@1997-04-01 14@2006-07-01 13@2008-01-01 15@2016-07-01", "HST", false),
    ...province("NL", "15@1997-04-01 14@2006-07-01 13@2008-01-01 15@2016-07-01", "HST", false),
    ...province("NS", "15@1997-04-01 14@2006-07-01 13@2008-01-01 15@2010-07-01 14@2025-04-01", "HST", false),
    ...province("PE", "14@2013-04-01 15@2016-10-01", "HST", false),
    ...province("BC", "12@2010-07-01 –@2013-04-01", "HST", false),
    ...province("BC", "7@2013-04-01", "PST", true),
    ...province("MB", "7 8@2013-07-01 7@2019-07-01", "PST", true),
    ...province("SK", "5@2006-10-28 6@2017-03-23", "PST", true),
    ...province("QC", "9.975@2013-01-01", "QST", true),
    ...zeroRate("GST"),
  ],
  check: [
    "PST and QST are charged only where you are registered in the province.",
    "Before 2013 the QST was levied on the GST too, which is not in here.",
    "Basic groceries are zero-rated; books and children's goods are relieved of the provinces' part in some of them.",
  ],
};

/** State, base rate in per cent, and `s` where shipping that is shown separately is usually taxed too. */
const salesTax = [
  "AL 4, AZ 5.6, AR 6.5 s, CA 7.25, CO 2.9, CT 6.35 s, DC 6 s, FL 6 s, GA 4 s, HI 4 s, ID 6, IL 6.25 s, IN 7 s, IA 6",
  "KS 6.5, KY 6 s, LA 5, ME 5.5, MD 6, MA 6.25, MI 6 s, MN 6.875 s, MS 7 s, MO 4.225, NE 5.5 s, NV 6.85, NJ 6.625 s",
  "NM 4.875 s, NY 4 s, NC 4.75 s, ND 5 s, OH 5.75 s, OK 4.5, PA 6 s, RI 7 s, SC 6 s, SD 4.2 s, TN 7 s, TX 6.25 s",
  "UT 6.1, VT 6 s, VA 5.3, WA 6.5 s, WV 6 s, WI 5 s, WY 4",
].flatMap((line) => line.split(", "));

const withoutSalesTax = ["AK", "DE", "MT", "NH", "OR"];

const unitedStates: CountryRates = {
  source: "revenue departments of the states",
  rates: [
    ...salesTax.flatMap((entry) => {
      const [region = "", percent = "", shipping] = entry.split(" ");
      return inTime(percent, { region, name: "Sales tax", appliesToShipping: shipping === "s" });
    }),
    ...withoutSalesTax.flatMap((region) => inTime("0", { region, name: "Sales tax", reason: "out_of_scope" })),
  ],
  check: [
    "Collect only where you have nexus: enter your registrations, state by state.",
    "Counties and cities add rates of their own, which are not in here.",
    "Which local rate holds for a seller of the same state goes by where goods are sent from in AZ, IL, MO, OH, TN, UT and VA, by a mixture in CA, PA and TX. Doubtful: MS, NM (by destination since 2021). The state's own rate is the same.",
    "Whether shipping is taxed depends on the state and on how it is shown.",
    "Doubtful: DC (a rise was decided and postponed), CA, NV, UT and VA (local rates of the whole state included).",
    "Alaska has no state tax, but local ones.",
  ],
};

const mexico: CountryRates = {
  source: "npm sales-tax 2.23.0",
  rates: [...inTime("16@2010-01-01", { name: "IVA" }), ...zeroRate("IVA")],
  check: ["8 % near the northern and southern borders."],
};

const toCheck = "General knowledge: to be checked before relying on it.";

/** Code général des impôts art. 294 to 296: departments with a VAT of their own, outside of the Union's. */
const overseas = (): CountryRates => ({
  source: "Code général des impôts art. 296",
  rates: [
    ...inTime("8.5@2000-01-01", { name: "TVA" }),
    ...inTime("2.1@2000-01-01", { name: "TVA", taxClass: "reduced" }),
  ],
  check: ["French Guiana and Mayotte have no VAT (art. 294 (1)). Octroi de mer is charged on import besides."],
});

export const america: ReadonlyMap<string, CountryRates> = new Map([
  ["CA", canada],
  ["CL", { source: "Decreto Ley 825/1974 art. 14", rates: inTime("19@2003-10-01", { name: "IVA" }), check: [toCheck] }],
  [
    "CO",
    {
      source: "Estatuto Tributario art. 468",
      rates: [...inTime("19@2017-01-01", { name: "IVA" }), ...inTime("5", { name: "IVA", taxClass: "reduced" })],
      check: [toCheck],
    },
  ],
  ["GP", overseas()],
  ["MQ", overseas()],
  ["RE", overseas()],
  ["MX", mexico],
  ["US", unitedStates],
]);
