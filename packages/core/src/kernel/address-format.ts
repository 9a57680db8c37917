/**
 * How an address is written in its country: our own table after the Universal Postal Union's addressing guides
 * (S42 templates, one sheet per country). Lines are divided by `|`; a part that is missing takes the signs before
 * it along. Countries that are not here write code and town in one line below the street.
 */
import type { PostalAddress } from "./address.ts";

/** The parts of an address as guides name them; more than `PostalAddress` has, for addresses from elsewhere. */
export interface AddressParts {
  readonly name?: string | null;
  readonly company?: string | null;
  /** Street and what belongs to it, a line each. */
  readonly street: readonly string[];
  /** A part of the town that stands in a line of its own: neighbourhood, townland. */
  readonly district?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postalCode?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

const usual = "{name}|{company}|{street}|{district}|{code} {city}|{region}";

const templates: readonly (readonly [template: string, countries: string])[] = [
  ["{name}|{company}|{street}|{city}, {region} {code}", "AS FM GU MH MP PR PW US VI"],
  ["{name}|{company}|{street}|{city} {region} {code}", "AU CA"],
  ["{name}|{company}|{street}|{district}|{city}|{code}", "FK GB GG GI GS IM IO JE KE LK PN SH TC VG ZA"],
  ["{name}|{company}|{street}|{district}|{city}|{region}|{code}", "EG IE JM KZ RU TT UA"],
  [
    "{name}|{company}|{street}|{code} {city}",
    "AT BE BG CY CZ DE DK DZ EE FR GE GF GL GP GR HU IS LA LK MA MC MG MK MQ NC NL NO PF PL PM PT PY RE RO RS SI SK SN " +
      "TN UY UZ WF YT ZM",
  ],
  ["{company}|{name}|{street}|FI-{code} {city}", "FI"],
  ["{company}|{name}|{street}|CH-{code} {city}", "CH"],
  ["{name}|{company}|{street}|FL-{code} {city}", "LI"],
  ["{company}|{name}|{street}|SE-{code} {city}", "SE"],
  ["{company}|{name}|{street}|L-{code} {city}", "LU"],
  ["{name}|{company}|{street}|HR-{code} {city}", "HR"],
  ["{company}|{name}|{street}|LT-{code} {city}", "LT"],
  ["{name}|{company}|{street}|AX-{code} {city}", "AX"],
  ["{name}|{company}|{street}|{city}, {code}", "LV"],
  ["{name}|{company}|{street}|{city} {code}", "BD BH BN BT HT ID IL JO KH KW LB MT MV NP SA"],
  ["{name}|{company}|{street}|{district}|{city} {code}", "NZ"],
  ["{name}|{company}|{street}|{code} {city} {region}", "ES IT SM VA"],
  ["{name}|{company}|{street}|{district}|{code} {city}/{region}", "TR"],
  ["{company}|{name}|{street}|{district}|{city}-{region}|{code}", "BR"],
  ["{name}|{company}|{street}|{district}|{code} {city}, {region}", "MX"],
  ["{name}|{company}|{street}|{city} {code}|{region}", "IN PE"],
  ["{name}|{company}|{street}|{city}, {region}, {code}", "CO"],
  ["{name}|{company}|{street}|{district} {city}|{region} {code}", "TH"],
  ["{name}|{company}|{street}|{district}, {city}|{code} {region}", "PH"],
  ["{name}|{company}|{street}|{district}|{code} {city}|{region}", "AR CL MY"],
  ["{name}|{company}|{street}|{district}|{city} {code}|{region}", "NG PK"],
  ["{name}|{company}|{street}|{city}|{region} {code}", "VN"],
  ["{name}|{company}|{street}|{city} {code}", "SG"],
  ["{name}|{company}|{street}|{city}|{region}", "AE BS HK QA"],
  ["{name}|{company}|{street}|{district}|{city}|{region}|{code}", "KR"],
  ["{name}|{company}|{street}|{district}|{city}|{region}, {code}", "CN"],
  ["{name}|{company}|{street}|{city}, {region}|{code}", "JP"],
  ["{name}|{company}|{street}|{city}, {region} {code}", "TW"],
  ["{name}|{company}|{street}|{city}", "MO"],
];

/** Where an address in the country's own script runs from the large to the small. */
const ownScript: readonly (readonly [template: string, countries: string])[] = [
  ["〒{code}|{region} {city}|{street}|{company}|{name}", "JP"],
  ["{region} {city} {district}|{street}|{company}|{name}|{code}", "KR"],
  ["{code}|{region} {city} {district}|{street}|{company}|{name}", "CN"],
  ["{code}|{region} {city}|{street}|{company}|{name}", "TW"],
  ["{region}|{city}|{street}|{company}|{name}", "HK"],
  ["{street}|{company}|{name}", "MO"],
];

const byCountry = (table: typeof templates): ReadonlyMap<string, string> =>
  new Map(
    table.flatMap(([template, countries]) => countries.split(" ").map((country) => [country, template] as const)),
  );
const inLatin = byCountry(templates);
const inOwn = byCountry(ownScript);

const eastAsian = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** One line of a template: missing parts go with the signs before them, and none begins or ends with a comma. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  let line = "";
  for (const [, before = "", part = ""] of template.matchAll(/([^{]*)\{(\w+)\}/g)) {
    const value = values[part] ?? "";
    if (value === "") continue;
    // Signs that join two parts need a first one; letters such as `CH-` belong to what follows.
    line += line === "" ? before.replace(/^[\s,/-]+/, "") + value : before + value;
  }
  return line;
}

/**
 * The address as lines, without the country. In the script in which the street is written, where the country
 * writes the other way round in its own; `script` overrides that.
 *
 * @example
 * formatAddress({ name: "Jean Dupont", street: ["1 rue de Rivoli"], postalCode: "75001", city: "Paris", country: "FR" })
 * // → ["Jean Dupont", "1 rue de Rivoli", "75001 Paris"]
 */
export function formatAddress(parts: AddressParts, script?: "local" | "latin"): string[] {
  const { country, street, name, company, district, city, region, postalCode } = parts;
  const isLocal = script === undefined ? eastAsian.test(street.join()) : script === "local";
  const template = (isLocal ? inOwn.get(country) : undefined) ?? inLatin.get(country) ?? usual;
  const values = {
    name: name ?? "",
    company: company ?? "",
    district: district ?? "",
    city: city ?? "",
    region: region ?? "",
    // Codes that are given with their country's letters do not get them twice.
    code: (postalCode ?? "").replace(template.includes(`${country}-{code}`) ? new RegExp(`^${country}-?`) : /^$/, ""),
  };
  return template
    .split("|")
    .flatMap((line) => (line === "{street}" ? street : [fill(line, values)]))
    .filter((line) => line !== "");
}

/** A stored address as lines, without the country. */
export function addressLines(address: PostalAddress): string[] {
  const { line1, line2, ...parts } = address;
  return formatAddress({ ...parts, street: line2 === null ? [line1] : [line1, line2] });
}
