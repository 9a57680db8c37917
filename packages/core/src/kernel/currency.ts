/**
 * Currencies of ISO 4217. Source: list one as of 2026-01-01 (amendments up to 180, which withdrew BGN;
 * 179 added XAD, 176 replaced ANG by XCG), read 2026-11. Codes without a minor unit (metals, XDR, XTS, XXX…)
 * are known by their facts alone: no price can be written in them.
 */
import { words, type Words } from "./words.ts";

const twoDigits = [
  "AED:784 AFN:971 ALL:008 AMD:051 AOA:973 ARS:032 AUD:036 AWG:533 AZN:944",
  "BAM:977 BBD:052 BDT:050 BMD:060 BND:096 BOB:068 BOV:984 BRL:986 BSD:044 BTN:064 BWP:072 BYN:933 BZD:084",
  "CAD:124 CDF:976 CHE:947 CHF:756 CHW:948 CNY:156 COP:170 COU:970 CRC:188 CUP:192 CVE:132 CZK:203",
  "DKK:208 DOP:214 DZD:012 EGP:818 ERN:232 ETB:230 EUR:978 FJD:242 FKP:238",
  "GBP:826 GEL:981 GHS:936 GIP:292 GMD:270 GTQ:320 GYD:328 HKD:344 HNL:340 HTG:332 HUF:348",
  "IDR:360 ILS:376 INR:356 IRR:364 JMD:388 KES:404 KGS:417 KHR:116 KPW:408 KYD:136 KZT:398",
  "LAK:418 LBP:422 LKR:144 LRD:430 LSL:426 MAD:504 MDL:498 MGA:969 MKD:807 MMK:104 MNT:496 MOP:446",
  "MRU:929 MUR:480 MVR:462 MWK:454 MXN:484 MXV:979 MYR:458 MZN:943 NAD:516 NGN:566 NIO:558 NOK:578",
  "NPR:524 NZD:554 PAB:590 PEN:604 PGK:598 PHP:608 PKR:586 PLN:985 QAR:634 RON:946 RSD:941 RUB:643",
  "SAR:682 SBD:090 SCR:690 SDG:938 SEK:752 SGD:702 SHP:654 SLE:925 SOS:706 SRD:968 SSP:728 STN:930 SVC:222",
  "SYP:760 SZL:748 THB:764 TJS:972 TMT:934 TOP:776 TRY:949 TTD:780 TWD:901 TZS:834 UAH:980 USD:840 USN:997",
  "UYU:858 UZS:860 VED:926 VES:928 WST:882 XAD:396 XCD:951 XCG:532 YER:886 ZAR:710 ZMW:967 ZWG:924",
] as const;
const noDigits = [
  "BIF:108 CLP:152 DJF:262 GNF:324 ISK:352 JPY:392 KMF:174 KRW:410 PYG:600 RWF:646 UGX:800 UYI:940",
  "VND:704 VUV:548 XAF:950 XOF:952 XPF:953",
] as const;
const threeDigits = ["BHD:048 IQD:368 JOD:400 KWD:414 LYD:434 OMR:512 TND:788"] as const;
const fourDigits = ["CLF:990 UYW:927"] as const;

/** In list one without a minor unit ("N.A."): metals, units of account, tests. Counted in wholes, never priced in. */
const withoutMinorUnit = [
  "XAG:961 XAU:959 XBA:955 XBB:956 XBC:957 XBD:958 XDR:960 XPD:964 XPT:962 XSU:994 XTS:963 XUA:965 XXX:999",
] as const;

/** Withdrawn since 2021 (list three): books kept in them must still add up, but nothing new is priced in them. */
const withdrawn = ["ANG:532 BGN:975 CUC:931 HRK:191 SLL:694 ZWL:932"] as const;

type Code<Word> = Word extends `${infer Alphabetic}:${string}` ? Alphabetic : never;
type Active = typeof twoDigits | typeof noDigits | typeof threeDigits | typeof fourDigits;

/** A currency of ISO 4217's list one. */
export type ActiveCurrencyCode = Code<Words<Active[number]>>;

/** An alphabetic code of ISO 4217, upper case: active, or withdrawn since 2021. */
export type CurrencyCode = ActiveCurrencyCode | Code<Words<(typeof withdrawn)[number]>>;

/** Decimal digits between the currency and its minor unit. */
export type MinorUnits = 0 | 2 | 3 | 4;

type Entry = { readonly numeric: string; readonly digits: MinorUnits; readonly active: boolean };

const table: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ...entries(twoDigits, 2, true),
  ...entries(noDigits, 0, true),
  ...entries(threeDigits, 3, true),
  ...entries(fourDigits, 4, true),
  ...entries(withdrawn, 2, false),
]);

/** The active codes, sorted: what a market can be offered in. */
export const activeCurrencies = [...table.keys()].filter(isActiveCurrency).toSorted();

/**
 * Whether `code` is a currency known here, withdrawn ones included. Exact: lower case is not one.
 *
 * @example
 * isCurrencyCode("EUR") // → true
 * isCurrencyCode("eur") // → false
 */
export function isCurrencyCode(code: string): code is CurrencyCode {
  return table.has(code);
}

/**
 * Whether new prices may be set in `code`.
 *
 * @example
 * isActiveCurrency("XCG") // → true
 * isActiveCurrency("BGN") // → false
 */
export function isActiveCurrency(code: string): code is ActiveCurrencyCode {
  return table.get(code)?.active === true;
}

/**
 * How many decimal digits the minor unit has: 2 means that 100 minor units make one unit.
 * ISO's number, for arithmetic and storage; CLDR's, which `Intl` shows by default, differs for some.
 *
 * @throws RangeError for a text that was forced into the type.
 * @example
 * minorUnits("EUR") // → 2
 * minorUnits("JPY") // → 0
 * minorUnits("KWD") // → 3
 */
export function minorUnits(code: CurrencyCode): MinorUnits {
  return entry(code).digits;
}

/**
 * The numeric code, three digits. A withdrawn currency may share it with its successor (ANG, XCG).
 *
 * @throws RangeError for a text that was forced into the type.
 * @example
 * numericCurrencyCode("EUR") // → "978"
 */
export function numericCurrencyCode(code: CurrencyCode): string {
  return entry(code).numeric;
}

/** What ISO 4217 says of a code; `priced` tells whether anything new can be priced in it. */
export type CurrencyFacts = {
  readonly code: string;
  readonly numeric: string;
  readonly minorUnits: MinorUnits;
  readonly priced: boolean;
};

const unpriced: ReadonlyMap<string, Entry> = new Map(entries(withoutMinorUnit, 0, false));

/**
 * The facts of any code of list one, and of those withdrawn since 2021; `undefined` for other texts. Where ISO
 * gives no minor unit (gold, no currency) it is 0.
 *
 * @example
 * currencyFacts("KWD") // → { code: "KWD", numeric: "414", minorUnits: 3, priced: true }
 * currencyFacts("XAU") // → { code: "XAU", numeric: "959", minorUnits: 0, priced: false }
 * currencyFacts("eur") // → undefined
 */
export function currencyFacts(code: string): CurrencyFacts | undefined {
  const found = table.get(code) ?? unpriced.get(code);
  return found && { code, numeric: found.numeric, minorUnits: found.digits, priced: found.active };
}

function entry(code: CurrencyCode): Entry {
  const found = table.get(code);
  if (!found) throw new RangeError("unknown currency");
  return found;
}

function entries(lines: readonly string[], digits: MinorUnits, active: boolean): [string, Entry][] {
  return words(lines).map((word) => [word.slice(0, 3), { numeric: word.slice(4), digits, active }]);
}
