/**
 * Countries and their subdivisions. Sources, read 2026-11: ISO 3166-1 alpha-2, officially assigned codes (249);
 * ISO 3166-2 for US and CA; membership of the European Union (27 since 2020-02-01) and of the European Economic Area.
 * XK (Kosovo) is user-assigned, not ISO's; XI and EL exist only in VAT numbers. None of the three is here.
 */
import { words, type Words } from "./words.ts";

const codes = [
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ",
  "BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ",
  "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ",
  "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR",
  "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY",
  "HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP",
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY",
  "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ",
  "NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA",
  "RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ",
  "TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ",
  "VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW",
] as const;

/** An officially assigned alpha-2 code of ISO 3166-1, upper case. */
export type CountryCode = Words<(typeof codes)[number]>;

/** All country codes, sorted. */
export const countryCodes: readonly CountryCode[] = words(codes);

/** The 27 members of the European Union. Their VAT and customs territories differ: that is the tax rules' business. */
export const euMembers: readonly CountryCode[] = words([
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
]);

/** The European Economic Area: the Union with Iceland, Liechtenstein and Norway. Switzerland is not in it. */
export const eeaMembers: readonly CountryCode[] = [...euMembers, "IS", "LI", "NO"];

/** Subdivisions by country, codes without the country (`CA`, not `US-CA`). US: states, DC and outlying areas. */
const subdivisions: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [
    "US",
    words([
      "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT",
      "NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY",
    ]),
  ],
  ["CA", words(["AB BC MB NB NL NS NT NU ON PE QC SK YT"])],
]);

const known: ReadonlySet<string> = new Set(countryCodes);

/**
 * Whether `code` is an assigned country code. Exact: lower case is not one.
 *
 * @example
 * isCountryCode("DE") // → true
 * isCountryCode("UK") // → false
 */
export function isCountryCode(code: string): code is CountryCode {
  return known.has(code);
}

/**
 * Whether the country is a member of the European Union today; for past dates ask the tax rules.
 *
 * @example
 * isEuMember("HR") // → true
 * isEuMember("GB") // → false
 *
 * @public
 */
export function isEuMember(country: CountryCode): boolean {
  return euMembers.includes(country);
}

/**
 * Whether the country is in the European Economic Area today.
 *
 * @example
 * isEeaMember("NO") // → true
 * isEeaMember("CH") // → false
 *
 * @public
 */
export function isEeaMember(country: CountryCode): boolean {
  return eeaMembers.includes(country);
}

/**
 * The country's subdivision codes, or `undefined` where none are kept (an address's region is free text there).
 *
 * @example
 * regionsOf("CA")?.length // → 13
 * regionsOf("DE") // → undefined
 */
export function regionsOf(country: CountryCode): readonly string[] | undefined {
  return subdivisions.get(country);
}

/**
 * Whether `region` is one of the country's subdivision codes; false where none are kept.
 *
 * @example
 * isRegionCode("US", "CA") // → true
 * isRegionCode("CA", "TX") // → false
 */
export function isRegionCode(country: CountryCode, region: string): boolean {
  return regionsOf(country)?.includes(region) === true;
}
