/**
 * Which tax area a place belongs to: a country's VAT does not end at its border. Sources: Directive 2006/112/EC
 * art. 5–8 (territory of the Union), art. 7 (Monaco, Isle of Man); Windsor Framework (Northern Ireland, goods);
 * Swiss customs treaties (Liechtenstein, Büsingen; MWSTG art. 4 for Samnaun); Norway's merverdiavgiftslov § 1-2.
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
  readonly name: string;
  /** Whose tax is charged there; a name of its own where nobody else's is. */
  readonly as: string;
}

const specials: readonly Special[] = [
  { country: "ES", postal: /^3[58]\d{3}$/, name: "Canary Islands", as: "IC" },
  { country: "ES", postal: /^51\d{3}$/, name: "Ceuta", as: "EA" },
  { country: "ES", postal: /^52\d{3}$/, name: "Melilla", as: "EA" },
  { country: "DE", postal: /^78266$/, name: "Büsingen", as: "CH" },
  { country: "DE", postal: /^27498$/, name: "Heligoland", as: "DE-HELIGOLAND" },
  { country: "IT", postal: /^2304[01]$/, name: "Livigno", as: "IT-LIVIGNO" },
  { country: "IT", postal: /^22061$/, name: "Campione d’Italia", as: "IT-CAMPIONE" },
  { country: "GR", postal: /^6308[67]$/, name: "Mount Athos", as: "GR-ATHOS" },
  { country: "FI", postal: /^22\d{3}$/, name: "Åland", as: "AX" },
  { country: "FR", postal: /^971\d{2}$/, name: "Guadeloupe", as: "GP" },
  { country: "FR", postal: /^972\d{2}$/, name: "Martinique", as: "MQ" },
  { country: "FR", postal: /^973\d{2}$/, name: "French Guiana", as: "GF" },
  { country: "FR", postal: /^974\d{2}$/, name: "Réunion", as: "RE" },
  { country: "FR", postal: /^976\d{2}$/, name: "Mayotte", as: "YT" },
  { country: "FR", postal: /^98000$/, name: "Monaco", as: "FR" },
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

export function taxAreaOf({ country, region = null, postalCode = null }: Place): TaxArea {
  const postal = (postalCode ?? "").toUpperCase().replace(/[\s-]/g, "");
  const union = (code: string) => (members.has(code) ? everything : nothing);
  const special = specials.find((one) => one.country === country && one.postal.test(postal));
  if (special !== undefined) {
    const { as, name } = special;
    return { country: as, region: as === country ? region : null, union: union(as), territory: name };
  }
  if (country === "GB" && /^BT\d/.test(postal)) {
    return { country, region, union: { goods: true, services: false }, territory: "Northern Ireland" };
  }
  const other = joined.get(country);
  if (other !== undefined) {
    const [as, territory] = other;
    return { country: as, region: null, union: union(as), territory };
  }
  return { country, region, union: union(country), territory: null };
}
