/**
 * Which tax area a place belongs to: a country's VAT does not end at its border. Sources: Directive 2006/112/EC
 * art. 5–8 (territory of the Union), art. 7 (Monaco, Isle of Man); Windsor Framework (Northern Ireland, goods);
 * Swiss customs treaties (Liechtenstein, Büsingen; MWSTG art. 4 for Samnaun); Norway's merverdiavgiftslov § 1-2
 * (Svalbard, Jan Mayen). Where there is a postal code it decides; a region does where there is none.
 */
import { euMembers } from "../../kernel/country.ts";

export interface Place {
  readonly country: string;
  /** ISO 3166-2 without the country. */
  readonly region?: string | null;
  readonly postalCode?: string | null;
}

export interface TaxArea {
  /** Whose tax is charged there. */
  readonly country: string;
  readonly region: string | null;
  /** Whether the Union's rules on goods and on services hold there. */
  readonly union: { readonly goods: boolean; readonly services: boolean };
  /** The special territory, where the place is in one. */
  readonly territory: string | null;
}

interface Special {
  readonly country: string;
  readonly postal: RegExp;
  /** ISO 3166-2, for places of which no postal code is known. */
  readonly regions?: readonly string[];
  readonly name: string;
  /** Whose tax is charged there; a name of its own where nobody else's is. */
  readonly as: string;
}

const specials: readonly Special[] = [
  { country: "ES", postal: /^3[58]\d{3}$/, regions: ["CN", "GC", "TF"], name: "Canary Islands", as: "IC" },
  { country: "ES", postal: /^51\d{3}$/, regions: ["CE"], name: "Ceuta", as: "EA" },
  { country: "ES", postal: /^52\d{3}$/, regions: ["ML"], name: "Melilla", as: "EA" },
  { country: "DE", postal: /^78266$/, name: "Büsingen", as: "CH" },
  { country: "DE", postal: /^27498$/, name: "Heligoland", as: "DE-HELIGOLAND" },
  { country: "IT", postal: /^2304[01]$/, name: "Livigno", as: "IT-LIVIGNO" },
  { country: "IT", postal: /^22061$/, name: "Campione d’Italia", as: "IT-CAMPIONE" },
  { country: "GR", postal: /^6308[67]$/, regions: ["69"], name: "Mount Athos", as: "GR-ATHOS" },
  { country: "FI", postal: /^22\d{3}$/, regions: ["01"], name: "Åland", as: "AX" },
  { country: "FR", postal: /^97(133|7\d\d)$/, regions: ["BL"], name: "Saint-Barthélemy", as: "BL" },
  { country: "FR", postal: /^97(150|8\d\d)$/, regions: ["MF"], name: "Saint-Martin", as: "MF" },
  { country: "FR", postal: /^971\d{2}$/, regions: ["GP", "971"], name: "Guadeloupe", as: "GP" },
  { country: "FR", postal: /^972\d{2}$/, regions: ["MQ", "972"], name: "Martinique", as: "MQ" },
  { country: "FR", postal: /^973\d{2}$/, regions: ["GF", "973"], name: "French Guiana", as: "GF" },
  { country: "FR", postal: /^974\d{2}$/, regions: ["RE", "974"], name: "Réunion", as: "RE" },
  { country: "FR", postal: /^975\d{2}$/, regions: ["PM"], name: "Saint-Pierre-et-Miquelon", as: "PM" },
  { country: "FR", postal: /^976\d{2}$/, regions: ["YT", "976"], name: "Mayotte", as: "YT" },
  { country: "FR", postal: /^98000$/, name: "Monaco", as: "FR" },
  { country: "FR", postal: /^986\d{2}$/, regions: ["WF"], name: "Wallis-et-Futuna", as: "WF" },
  { country: "FR", postal: /^987\d{2}$/, regions: ["PF"], name: "French Polynesia", as: "PF" },
  { country: "FR", postal: /^988\d{2}$/, regions: ["NC"], name: "New Caledonia", as: "NC" },
  { country: "DK", postal: /^39\d{2}$/, name: "Greenland", as: "GL" },
  { country: "NO", postal: /^(917\d|8099)$/, regions: ["21", "22"], name: "Svalbard and Jan Mayen", as: "SJ" },
  { country: "CH", postal: /^756[23]$/, name: "Samnaun", as: "CH-SAMNAUN" },
];

/** Countries that belong to another's tax area. */
const joined: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["MC", ["FR", "Monaco"]],
  ["IM", ["GB", "Isle of Man"]],
  ["LI", ["CH", "Liechtenstein"]],
]);

const members: ReadonlySet<string> = new Set(euMembers);
const everything = { goods: true, services: true };
const nothing = { goods: false, services: false };

/** Whether the whole country belongs to another's tax area, not a part of it to an area of its own. */
export const isJoined = (country: string): boolean => joined.has(country);

export function taxAreaOf({ country, region = null, postalCode = null }: Place): TaxArea {
  const postal = (postalCode ?? "").toUpperCase().replace(/[\s-]/g, "");
  const union = (code: string) => (members.has(code) ? everything : nothing);
  const special = specials.find(
    (one) =>
      one.country === country &&
      (postal === "" ? region !== null && one.regions?.includes(region) === true : one.postal.test(postal)),
  );
  if (special !== undefined) {
    const { as, name } = special;
    return { country: as, region: as === country ? region : null, union: union(as), territory: name };
  }
  if (country === "GB" && (/^BT\d/.test(postal) || (postal === "" && region === "NIR"))) {
    return { country, region, union: { goods: true, services: false }, territory: "Northern Ireland" };
  }
  const other = joined.get(country);
  if (other !== undefined) {
    const [as, territory] = other;
    return { country: as, region: null, union: union(as), territory };
  }
  return { country, region, union: union(country), territory: null };
}
