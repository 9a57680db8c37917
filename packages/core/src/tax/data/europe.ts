/**
 * VAT of the European Union, the United Kingdom, Switzerland, Norway and Iceland. Sources, read 2026-05: the standard
 * rates on which three public lists agree (npm sales-tax 2.23.0, ibericode/vat-rates, kdeldycke/vat-rates, after the
 * European Commission's "VAT rates applied in the Member States"), reduced rates after the same; Switzerland MWSTG
 * art. 25; Norway the Storting's yearly decision; United Kingdom VATA 1994, s. 2, 29A, 30; Iceland Act 50/1988.
 * `reduced` is the rate that covers most reduced goods, `reduced_2` the next, `super_reduced` one below 5 %,
 * `parking` one kept under art. 118. Rates before 2016 after the Commission's "VAT rates applied in the Member States
 * of the European Union" (edition of January 2021, with their dates) as far as they are known generally.
 */
import { type CountryRates, inTime, type KnownRate, zeroRate } from "./known-rate.ts";

/** Country, the tax's name there, then class by class the rates in time. */
const rows = [
  "AT|USt|20|reduced 10|reduced_2 13@2016-01-01|parking 12 13@2016-01-01",
  "BE|TVA/btw|21|reduced 6|reduced_2 12|parking 12",
  "BG|ДДС|20|reduced 9@2011-04-01",
  "CH|MWST|7.6@2001-01-01 8@2011-01-01 7.7@2018-01-01 8.1@2024-01-01|reduced 2.4@2001-01-01 2.5@2011-01-01 2.6@2024-01-01|accommodation 3.6@2001-01-01 3.8@2011-01-01 3.7@2018-01-01 3.8@2024-01-01",
  "CY|ΦΠΑ|15@2003-01-01 17@2012-03-01 18@2013-01-14 19@2014-01-13|reduced 5|reduced_2 8 9@2014-01-13",
  "CZ|DPH|19@2004-05-01 20@2010-01-01 21@2013-01-01|reduced 10@2010-01-01 14@2012-01-01 15@2013-01-01 12@2024-01-01|reduced_2 10@2015-01-01 –@2024-01-01",
  "DE|MwSt.|16@1998-04-01 19@2007-01-01 16@2020-07-01 19@2021-01-01|reduced 7 5@2020-07-01 7@2021-01-01",
  "DK|moms|25",
  "EE|km|18@1993-01-01 20@2009-07-01 22@2024-01-01 24@2025-07-01|reduced 9@2009-01-01|accommodation 9@2009-01-01 13@2025-01-01|press 9@2009-01-01 5@2022-08-01 9@2025-01-01",
  "ES|IVA|16@1995-01-01 18@2010-07-01 21@2012-09-01|reduced 7@1995-01-01 8@2010-07-01 10@2012-09-01|super_reduced 4",
  "FI|ALV|22@1994-06-01 23@2010-07-01 24@2013-01-01 25.5@2024-09-01|reduced 13@2010-07-01 14@2013-01-01 13.5@2026-01-01|reduced_2 9@2010-07-01 10@2013-01-01",
  "FR|TVA|19.6@2000-04-01 20@2014-01-01|reduced 5.5|reduced_2 7@2012-01-01 10@2014-01-01|super_reduced 2.1",
  "GB|VAT|17.5@1991-04-01 15@2008-12-01 17.5@2010-01-01 20@2011-01-04|reduced 5",
  "GR|ΦΠΑ|19@2005-04-01 21@2010-03-15 23@2010-07-01 24@2016-06-01|reduced 13@2011-01-01|reduced_2 6.5@2011-01-01 6@2015-07-20",
  "HR|PDV|22@1998-01-01 23@2009-08-01 25@2012-03-01|reduced 10@2006-01-01 13@2014-01-01|reduced_2 5@2013-01-01",
  "HU|ÁFA|20@2006-01-01 25@2009-07-01 27@2012-01-01|reduced 5|reduced_2 18@2009-07-01",
  "IE|VAT|21@2002-03-01 21.5@2008-12-01 21@2010-01-01 23@2012-01-01 21@2020-09-01 23@2021-03-01|reduced 13.5|reduced_2 9@2011-07-01|super_reduced 4.8|parking 13.5",
  "IS|VSK|25.5@2010-01-01 24@2015-01-01|reduced 7@2007-03-01 11@2015-01-01",
  "IT|IVA|20@1997-10-01 21@2011-09-17 22@2013-10-01|reduced 10|reduced_2 5@2016-01-01|super_reduced 4",
  "LT|PVM|18@1994-05-01 19@2009-01-01 21@2009-09-01|reduced 9 12@2026-01-01|reduced_2 5",
  "LU|TVA|15@1992-01-01 17@2015-01-01 16@2023-01-01 17@2024-01-01|reduced 6 8@2015-01-01 7@2023-01-01 8@2024-01-01|super_reduced 3|parking 12 14@2015-01-01 13@2023-01-01 14@2024-01-01",
  "LV|PVN|18@1995-05-01 21@2009-01-01 22@2011-01-01 21@2012-07-01|reduced 10@2009-01-01 12@2011-01-01|reduced_2 5@2018-01-01",
  "MT|VAT|18@2004-01-01|reduced 5|reduced_2 7@2011-01-01|parking 12@2024-01-01",
  "NL|btw|19@2001-01-01 21@2012-10-01|reduced 6 9@2019-01-01",
  "NO|mva.|24@2001-07-01 25@2005-01-01|reduced 14@2007-01-01 15@2012-01-01|reduced_2 8@2006-01-01 10@2016-01-01 12@2018-01-01 6@2020-04-01 12@2021-10-01",
  "PL|VAT|22@1993-07-05 23@2011-01-01|reduced 7 8@2011-01-01|reduced_2 5@2011-01-01",
  "PT|IVA|19@2002-06-05 21@2005-07-01 20@2008-07-01 21@2010-07-01 23@2011-01-01|reduced 5 6@2010-07-01|reduced_2 12 13@2010-07-01|parking 13",
  "RO|TVA|19@2000-01-01 24@2010-07-01 20@2016-01-01 19@2017-01-01 21@2025-08-01|reduced 9@2008-12-01 11@2025-08-01|reduced_2 5@2008-12-01 –@2025-08-01",
  "SE|moms|25|reduced 12|reduced_2 6",
  "SI|DDV|20@2002-01-01 22@2013-07-01|reduced 8.5 9.5@2013-07-01|reduced_2 5@2020-01-01",
  "SK|DPH|19@2004-01-01 20@2011-01-01 23@2025-01-01|reduced 10@2007-01-01 19@2025-01-01|reduced_2 5@2025-01-01",
] as const;

/** Rates that our sources do not settle. */
const doubts: Readonly<Record<string, string>> = {
  AT: "Some basic food is said to bear 4.9 % from 2026-07-01; 19 % in Jungholz and Mittelberg.",
  CY: "3 % exists for books and newspapers.",
  CZ: "Books are zero-rated since 2024.",
  EE: "9 % is for books, medicines and the press (5 % for the press until 2024); accommodation bears 13 %.",
  ES: "Food basics and books bear 4 %; the Canary Islands, Ceuta and Melilla are outside of VAT: a shop there enters IGIC or IPSI as rates for its postal codes (35000 to 35999 and 38000 to 38999; 51 and 52).",
  FI: "13.5 % replaced 14 % on 2026-01-01.",
  FR: "10 % for restaurants and transport, 2.1 % for the press and medicines; for the overseas departments take their own codes (GP, MQ, RE); Corsica has rates of its own for some goods.",
  GB: "Books, most food and children's clothes are zero-rated: give them the class “zero”.",
  GR: "Books and medicines bear 6 %. On some islands of the Aegean goods that are there bear 17, 9 and 4 % (art. 120), which are not in here: they do not follow from where a consumer is.",
  HR: "Books, bread and medicines bear 5 %.",
  HU: "Some food bears 18 %.",
  IE: "9 % and 4.8 % exist; books are zero-rated.",
  IS: "General knowledge, not in the lists that were read.",
  IT: "Food basics and books bear 4 %, some goods 5 %.",
  LT: "12 % replaced 9 % on 2026-01-01; books bear 5 %.",
  LU: "The lower rates of 2023 are from general knowledge.",
  MT: "12 % for some services since 2024.",
  NL: "Accommodation bears 21 % from 2026-01-01.",
  PL: "Food basics and books bear 5 %.",
  PT: "13 % for some food; Madeira's lowest rate of 4 % since 2024-10-01 and the Azores' rates are to be checked.",
  RO: "9 % may still hold for some homes.",
  SE: "Food bears 6 % from 2026-04-01 to 2027-12-31; books bear 6 %.",
  SK: "Books and some food bear 5 %; 10 % was the reduced rate until 2024.",
};

/** A place within a country by its postal codes, and by its region where there is none. */
const place = (
  name: string,
  [postalFrom, postalUntil, region]: readonly [string, string, string?],
  classes: Readonly<Record<string, string>>,
): KnownRate[] =>
  Object.entries(classes).flatMap(([taxClass, history]) => [
    ...inTime(history, { name, taxClass, postalFrom, postalUntil }),
    ...(region === undefined ? [] : inTime(history, { name, taxClass, region })),
  ]);

/**
 * Directive 2006/112/EC art. 104 (Jungholz and Mittelberg), art. 105 (Azores and Madeira) with Portugal's Decreto-Lei
 * 347/85 and the regions' decrees; Madeira's lowest rate of 2024-10-01 and the Azores' of 2021-07-01 from general
 * knowledge.
 */
const places: Readonly<Record<string, readonly KnownRate[]>> = {
  AT: [...place("USt", ["6691", "6691"], { standard: "19" }), ...place("USt", ["6991", "6993"], { standard: "19" })],
  PT: [
    ...place("IVA", ["9000", "9499", "30"], { standard: "22", reduced: "5 4@2024-10-01", reduced_2: "12" }),
    ...place("IVA", ["9500", "9999", "20"], { standard: "16@2021-07-01", reduced: "4", reduced_2: "9" }),
  ],
};

const source = "sales-tax 2.23.0, ibericode/vat-rates, kdeldycke/vat-rates; national law for CH, GB, IS, NO";

function ratesOf(row: string): [string, CountryRates] {
  const [country = "", name = "", standard = "", ...others] = row.split("|");
  const classes = others.flatMap((other) => {
    const [taxClass = "", ...history] = other.split(" ");
    return inTime(history.join(" "), { name, taxClass });
  });
  const reduced = others.some((other) => other.startsWith("reduced "))
    ? []
    : inTime(standard, { name, taxClass: "reduced", reason: "standard" });
  const zero = country === "GB" ? zeroRate(name) : [];
  const doubt = doubts[country];
  return [
    country,
    {
      source,
      rates: [...inTime(standard, { name }), ...reduced, ...classes, ...zero, ...(places[country] ?? [])],
      check: doubt === undefined ? [] : [doubt],
    },
  ];
}

export const europe: ReadonlyMap<string, CountryRates> = new Map(rows.map(ratesOf));
