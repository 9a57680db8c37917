/**
 * Asia, the Pacific, the Middle East and Africa. Sources: A New Tax System (GST) Act 1999 (AU); GST Act 1985 (NZ);
 * Consumption Tax Act art. 29 (JP); CGST, SGST, UTGST and IGST Acts 2017 with the slabs in force from 2025-09-22
 * (IN, general knowledge); the law that a country names, or npm sales-tax 2.23.0.
 */
import { type CountryRates, inTime, type KnownRate, zeroRate } from "./known-rate.ts";

/** Territories without a legislature: their half is the Union Territory's. */
const unionTerritories = ["AN", "CH", "DH", "LA", "LD"];

/** Within a state the two halves, between states the whole. */
function indian(taxClass: string, whole: string, half: string): KnownRate[] {
  return [
    ...inTime(half, { taxClass, name: "CGST", scope: "within_region", priority: 1 }),
    ...inTime(half, { taxClass, name: "SGST", scope: "within_region", priority: 2 }),
    ...unionTerritories.flatMap((region) =>
      inTime(half, { taxClass, region, name: "UTGST", scope: "within_region", priority: 2 }),
    ),
    ...inTime(whole, { taxClass, name: "IGST", scope: "across_regions", priority: 3 }),
  ];
}

const simple = (history: string, name: string, check: readonly string[] = []): CountryRates => {
  return { source: "npm sales-tax 2.23.0", rates: inTime(history, { name }), check };
};

const toCheck = "General knowledge: to be checked before relying on it.";

/** Where no tax of this kind is levied at all. */
const untaxed: CountryRates = {
  source: "No VAT or sales tax in force",
  rates: inTime("0", { name: "VAT", reason: "out_of_scope" }),
  check: [toCheck],
};

const generally = (percent: string, name = "VAT"): CountryRates => {
  return { source: "General knowledge of the standard rate", rates: inTime(percent, { name }), check: [toCheck] };
};

export const asiaPacificAfrica: ReadonlyMap<string, CountryRates> = new Map<string, CountryRates>([
  ["AE", simple("5@2018-01-01", "VAT")],
  [
    "AU",
    {
      source: "A New Tax System (Goods and Services Tax) Act 1999; Australian Taxation Office",
      rates: [...inTime("10@2000-07-01", { name: "GST" }), ...zeroRate("GST")],
      check: ["Basic food, health and education are GST-free: give them the class “zero”."],
    },
  ],
  [
    "BH",
    {
      ...simple("5@2019-01-01 10@2022-01-01", "VAT", [toCheck]),
      source: "Decree-Law 48/2018 as amended by Law 33/2021",
    },
  ],
  [
    "IN",
    {
      source: "CGST, SGST, UTGST and IGST Acts 2017; GST Council",
      rates: [
        ...indian("standard", "18@2017-07-01", "9@2017-07-01"),
        ...indian("reduced", "5@2017-07-01", "2.5@2017-07-01"),
        ...indian("reduced_2", "12@2017-07-01 –@2025-09-22", "6@2017-07-01 –@2025-09-22"),
        ...indian("luxury", "28@2017-07-01 40@2025-09-22", "14@2017-07-01 20@2025-09-22"),
        ...zeroRate("GST"),
      ],
      check: [
        "The slabs of 12 % and 28 % ended on 2025-09-22; which goods bear 5, 18 or 40 % is to be checked, and so is the cess on some.",
      ],
    },
  ],
  [
    "JP",
    {
      source: "Consumption Tax Act art. 29 and supplementary provisions; National Tax Agency",
      rates: [
        ...inTime("5@1997-04-01 8@2014-04-01 10@2019-10-01", { name: "消費税" }),
        ...inTime("8@2019-10-01", { name: "消費税", taxClass: "reduced" }),
      ],
      check: ["Tax is rounded once per rate and invoice: choose rounding per order. 8 % is for food and newspapers."],
    },
  ],
  [
    "IL",
    {
      ...simple("16@2010-01-01 17@2012-09-01 18@2013-06-02 17@2015-10-01 18@2025-01-01", "VAT", [toCheck]),
      source: "Value Added Tax Law 5736-1975, s. 2, and orders",
    },
  ],
  ["KE", { ...simple("16 14@2020-04-01 16@2021-01-01", "VAT", [toCheck]), source: "Value Added Tax Act 2013, s. 5" }],
  ["EG", generally("14@2017-07-01")],
  ["HK", untaxed],
  ["JO", generally("16", "GST")],
  ["KW", untaxed],
  ["MA", generally("20", "TVA")],
  ["MG", generally("20", "TVA")],
  ["PH", generally("12@2006-02-01")],
  ["QA", untaxed],
  ["TN", generally("18 19@2018-01-01", "TVA")],
  ["UG", generally("18")],
  ["KR", simple("10@1977-07-01", "VAT")],
  ["OM", { ...simple("5@2021-04-16", "VAT", [toCheck]), source: "Royal Decree 121/2020" }],
  [
    "NZ",
    { ...simple("12.5@1989-07-01 15@2010-10-01", "GST"), source: "Goods and Services Tax Act 1985; Inland Revenue" },
  ],
  ["SA", simple("5@2018-01-01 15@2020-07-01", "VAT")],
  ["SG", simple("7@2007-07-01 8@2023-01-01 9@2024-01-01", "GST")],
  [
    "TH",
    {
      ...simple("7", "VAT", ["7 % are 10 % lowered by decrees that end each year: to be checked."]),
      source: "Revenue Code, s. 80; royal decrees",
    },
  ],
  ["TR", simple("18@2001-05-15 20@2023-07-10", "KDV", ["10 % and 1 % exist."])],
  ["TW", simple("5", "VAT")],
  ["ZA", simple("14@1993-04-07 15@2018-04-01", "VAT", ["Basic food is zero-rated."])],
]);
