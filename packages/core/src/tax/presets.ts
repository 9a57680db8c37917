/**
 * Rates to begin with. Facts, not advice: a merchant checks them before selling, and `check` says where to look twice.
 *
 * Sources, read 2026-05. VAT: the standard rates are those on which three public lists agree (npm sales-tax 2.23.0,
 * ibericode/vat-rates, kdeldycke/vat-rates, all after the European Commission's "VAT rates applied in the Member
 * States"); reduced rates after the same lists, of several the one that covers most goods. Switzerland: MWSTG
 * art. 25 in force since 2024-01-01. Norway: Stortinget's yearly VAT decision. United Kingdom: VATA 1994, s. 2, 29A, 30.
 * US: the states' revenue departments, general knowledge of 2026-05: the rate that holds in the whole state, local
 * rates that every place of the state adds included, others left out.
 */
import type { TaxReason } from "./schemas.ts";

export const presetsAsOf = "2026-05";

/** A rate of a preset; the rest of a `TaxRate` is the same for all. */
export interface PresetRate {
  readonly region: string | null;
  readonly taxClass: string;
  readonly name: string;
  readonly percent: string;
  readonly reason: TaxReason;
  readonly appliesToShipping: boolean;
}

export interface Preset {
  readonly source: string;
  readonly rates: readonly PresetRate[];
  readonly check: readonly string[];
}

/** Country, the tax's name there, standard and main reduced rate in per cent; `-` where there is no reduced rate. */
const vat = [
  "AT USt 20 10",
  "BE TVA/btw 21 6",
  "BG ДДС 20 9",
  "CH MWST 8.1 2.6",
  "CY ΦΠΑ 19 5",
  "CZ DPH 21 12",
  "DE MwSt. 19 7",
  "DK moms 25 -",
  "EE km 24 13",
  "ES IVA 21 10",
  "FI ALV 25.5 13.5",
  "FR TVA 20 5.5",
  "GB VAT 20 5",
  "GR ΦΠΑ 24 13",
  "HR PDV 25 13",
  "HU ÁFA 27 5",
  "IE VAT 23 13.5",
  "IT IVA 22 10",
  "LT PVM 21 12",
  "LU TVA 17 8",
  "LV PVN 21 12",
  "MT VAT 18 5",
  "NL btw 21 9",
  "NO mva. 25 15",
  "PL VAT 23 8",
  "PT IVA 23 6",
  "RO TVA 21 11",
  "SE moms 25 12",
  "SI DDV 22 9.5",
  "SK DPH 23 19",
] as const;

/** Rates that our sources do not settle. */
const doubts: Readonly<Record<string, string>> = {
  EE: "13 % is for accommodation, 9 % for the press; books and medicines may differ.",
  ES: "Food basics and books bear 4 %; the Canary Islands, Ceuta and Melilla are outside of VAT.",
  FI: "13.5 % replaced 14 % on 2026-01-01.",
  FR: "10 % for restaurants and transport, 2.1 % for the press and medicines; the overseas departments differ.",
  GB: "Books, most food and children's clothes are zero-rated: give them a class of their own.",
  GR: "Books and medicines bear 6 %; some islands have lower rates.",
  HR: "Books, bread and medicines bear 5 %.",
  HU: "Some food bears 18 %.",
  IE: "9 % and 4.8 % exist; books are zero-rated.",
  IT: "Food basics and books bear 4 %, some goods 5 %.",
  LT: "12 % replaced 9 % on 2026-01-01; books bear 5 %.",
  PL: "Food basics and books bear 5 %.",
  PT: "13 % for some food; Madeira and the Azores have lower rates.",
  SE: "Food bears 6 % from 2026-04-01 to 2027-12-31; books bear 6 %.",
  SK: "Books and some food bear 5 %.",
};

/** State, base rate in per cent, and `s` where shipping that is shown separately is usually taxed too. */
const usSalesTax = [
  "AL 4, AZ 5.6, AR 6.5 s, CA 7.25, CO 2.9, CT 6.35 s, DC 6 s, FL 6 s, GA 4 s, HI 4 s, ID 6, IL 6.25 s, IN 7 s, IA 6",
  "KS 6.5, KY 6 s, LA 5, ME 5.5, MD 6, MA 6.25, MI 6 s, MN 6.875 s, MS 7 s, MO 4.225, NE 5.5 s, NV 6.85, NJ 6.625 s",
  "NM 4.875 s, NY 4 s, NC 4.75 s, ND 5 s, OH 5.75 s, OK 4.5, PA 6 s, RI 7 s, SC 6 s, SD 4.2 s, TN 7 s, TX 6.25 s",
  "UT 6.1, VT 6 s, VA 5.3, WA 6.5 s, WV 6 s, WI 5 s, WY 4",
].flatMap((line) => line.split(", "));

const usWithoutSalesTax = ["AK", "DE", "MT", "NH", "OR"];

const usChecks = [
  "Collect only where you have nexus; elsewhere replace the rate by one of 0 with the reason “not registered”.",
  "Counties and cities add rates of their own, which are not in here.",
  "Whether shipping is taxed depends on the state and on how it is shown.",
  "Doubtful: DC (a rise was decided and postponed), CA, NV, UT and VA (local rates of the whole state included).",
  "Alaska has no state tax, but local ones.",
];

const rate = (
  region: string | null,
  taxClass: string,
  name: string,
  percent: string,
  reason: TaxReason,
): PresetRate => ({
  region,
  taxClass,
  name,
  percent,
  reason,
  appliesToShipping: true,
});

function vatPreset(line: string): [string, Preset] {
  const [country = "", name = "", standard = "", reduced = ""] = line.split(" ");
  const second =
    reduced === "-"
      ? rate(null, "reduced", name, standard, "standard")
      : rate(null, "reduced", name, reduced, "reduced");
  const rates = [rate(null, "standard", name, standard, "standard"), second];
  if (country === "GB") rates.push(rate(null, "zero", name, "0", "zero"));
  const doubt = doubts[country];
  return [
    country,
    {
      source: "sales-tax 2.23.0, ibericode/vat-rates, kdeldycke/vat-rates; national law for CH, GB, NO",
      rates,
      check: doubt === undefined ? [] : [doubt],
    },
  ];
}

function usPreset(): Preset {
  const taxed = usSalesTax.map((entry) => {
    const [state = "", percent = "", shipping] = entry.split(" ");
    return { ...rate(state, "standard", "Sales tax", percent, "standard"), appliesToShipping: shipping === "s" };
  });
  const untaxed = usWithoutSalesTax.map((state) => rate(state, "standard", "Sales tax", "0", "out_of_scope"));
  return { source: "revenue departments of the states", rates: [...taxed, ...untaxed], check: usChecks };
}

/** By country: the 27 states of the European Union, GB, CH, NO, and the US by state. */
export const presets: ReadonlyMap<string, Preset> = new Map([...vat.map(vatPreset), ["US", usPreset()]]);
