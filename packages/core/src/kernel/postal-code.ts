/**
 * What postal codes look like, by country, after trimming and in capitals. Our own table after the Universal
 * Postal Union's addressing guides (Postal addressing systems, one sheet per country) and the postal operators'
 * pages; countries that are not here have no codes, or accept any. Formats only: whether a code exists is not
 * checked.
 */

const shapes: readonly (readonly [pattern: string, countries: string])[] = [
  ["\\d{3}", "FO GN IS LS MG OM PG"],
  [
    "\\d{4}",
    "AF AL AT AU BD BE BG CC CH CV CX CY DK ET GE GL GW HM HU LI LR LU MK MZ NE NF NO NZ PA PH SI SJ TN VE ZA",
  ],
  [
    "\\d{5}",
    "BA BT CU DE DO DZ EE EG EH ES FI FR GT HR ID IQ IT JO KE KR KW LA LK LY MA ME MM MV MX MY NA NI NP PK SD SN TH " +
      "TR TZ UA UY VA XK ZM",
  ],
  ["\\d{6}", "BY CN CO EC KG NG RO RU SG TJ TM TT UZ"],
  ["\\d{3} ?\\d{3}", "IN"],
  ["\\d{3,4}", "BH"],
  ["\\d{4,5}", "CR"],
  ["\\d{5,6}", "KH MN RS VN"],
  ["\\d{4}(?:\\d{2})?", "AM PY"],
  ["\\d{5}(?:\\d{2})?", "IL"],
  ["\\d{3}(?:\\d{2,3})?", "TW"],
  ["\\d{4}(?: ?\\d{4})?", "LB"],
  ["\\d{5}-?\\d{5}", "IR"],
  ["\\d{5}(?:-?\\d{4})?", "SA"],
  ["\\d{3} ?\\d{2}", "CZ GR SE SK"],
  ["\\d{2}-?\\d{3}", "PL"],
  ["\\d{3}-?\\d{4}", "CL JP"],
  ["\\d{4}-?\\d{3}", "PT"],
  ["\\d{5}-?\\d{3}", "BR"],
  ["\\d{5}(?:-\\d{4})?", "AS FM GU MH MP PR PW UM US VI"],
  ["22\\d{3}", "AX"],
  ["97[01]\\d{2}", "BL GP MF"],
  ["972\\d{2}", "MQ"],
  ["973\\d{2}", "GF"],
  ["974\\d{2}", "RE"],
  ["97500", "PM"],
  ["976\\d{2}", "YT"],
  ["980\\d{2}", "MC"],
  ["986\\d{2}", "WF"],
  ["987\\d{2}", "PF"],
  ["988\\d{2}", "NC"],
  ["4789\\d", "SM"],
  ["AD[1-7]\\d{2}", "AD"],
  ["(?:AI-?)?2640", "AI"],
  ["(?:[A-HJ-NP-Z])?\\d{4}(?:[A-Z]{3})?", "AR"],
  ["(?:AZ ?)?\\d{4}", "AZ"],
  ["BB\\d{5}", "BB"],
  ["[A-Z]{2} ?[A-Z0-9]{2}", "BM"],
  ["[A-Z]{2} ?\\d{4}", "BN"],
  ["FIQQ 1ZZ", "FK"],
  ["GX11 1AA", "GI"],
  ["SIQQ 1ZZ", "GS"],
  ["(?:[A-Z]{2}\\d{4})|\\d{5}", "HN"],
  ["(?:HT ?)?\\d{4}", "HT"],
  ["BBND 1ZZ", "IO"],
  ["KY\\d-\\d{4}", "KY"],
  ["\\d{6}|[A-Z]\\d{2}[A-Z]\\d[A-Z]\\d", "KZ"],
  ["LC\\d{2} {1,2}\\d{3}", "LC"],
  ["(?:LT-?)?\\d{5}", "LT"],
  ["(?:LV-?)?\\d{4}", "LV"],
  ["(?:MD-?)?\\d{4}", "MD"],
  ["(?:MSR ?)?\\d{4}", "MS"],
  ["[A-Z]{3} ?\\d{4}", "MT"],
  ["\\d{3}(?:\\d{2}|[A-Z]{2}\\d{3})", "MU"],
  ["[1-9]\\d{3} ?[A-Z]{2}", "NL"],
  ["\\d{5}|LIMA \\d{2}|CALLAO 0?\\d", "PE"],
  ["PCRN 1ZZ", "PN"],
  ["(?:ASCN|STHL|TDCU) 1ZZ", "SH"],
  ["[A-Z]{2} ?\\d{5}", "SO"],
  ["(?:CP ?)?\\d{4}", "SV"],
  ["[HLMS]\\d{3}", "SZ"],
  ["TKCA 1ZZ", "TC"],
  ["VC\\d{4}", "VC"],
  ["VG\\d{4}", "VG"],
  ["[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] ?\\d[ABCEGHJ-NPRSTV-Z]\\d", "CA"],
  ["GIR ?0AA|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}", "GB GG IM JE"],
  ["[A-Z]\\d[\\dW] ?[A-Z\\d]{4}", "IE"],
];

const patterns: ReadonlyMap<string, RegExp> = new Map(
  shapes.flatMap(([pattern, countries]) =>
    countries.split(" ").map((country) => [country, new RegExp(`^(?:${pattern})$`)] as const),
  ),
);

/** Countries where mail is not delivered without a code. Elsewhere many addresses do without. */
const required: ReadonlySet<string> = new Set(
  (
    "AD AS AT AU AX BE BG BL BR CA CH CN CY CZ DE DK EE ES FI FO FR GB GF GG GL GP GR GU HR HU ID IM IN IS IT JE JP KR " +
    "KZ LI LT LU LV MC MF MP MQ MT MX MY NC NL NO NZ PF PH PL PM PR PT RE RO RS RU SE SG SI SJ SK SM TH TN TR UA US VA " +
    "VI VN WF YT ZA"
  ).split(" "),
);

export type PostalCodeFault = "missing" | "malformed";

/** Whether a country's addresses have postal codes, and whether one must be given. */
export function postalCodeUse(country: string): "none" | "optional" | "required" {
  if (!patterns.has(country)) return "none";
  return required.has(country) ? "required" : "optional";
}

/** What is wrong with a country's postal code, if anything. Expects it trimmed and in capitals. */
export function postalCodeFault(country: string, code: string | null): PostalCodeFault | undefined {
  const pattern = patterns.get(country);
  if (pattern === undefined) return undefined;
  if (code === null) return required.has(country) ? "missing" : undefined;
  return pattern.test(code) ? undefined : "malformed";
}
