import { describe, expect, test } from "vitest";
import { taxAreaOf } from "./territories.ts";

const area = (country: string, postalCode: string | null = null, region: string | null = null) => {
  const { country: tax, union, territory } = taxAreaOf({ country, region, postalCode });
  return [tax, union.goods ? (union.services ? "union" : "goods") : "outside", territory];
};

describe("whose tax is charged at an address", () => {
  test.each<[string, string | null, string, string, string | null]>([
    ["DE", "10115", "DE", "union", null],
    ["DE", "78266", "CH", "outside", "Büsingen"],
    ["DE", "27498", "DE-HELIGOLAND", "outside", "Heligoland"],
    ["DE", "27499", "DE", "union", null],
    ["ES", "28013", "ES", "union", null],
    ["ES", "07001", "ES", "union", null],
    ["ES", "35001", "IC", "outside", "Canary Islands"],
    ["ES", "38001", "IC", "outside", "Canary Islands"],
    ["ES", "51001", "EA", "outside", "Ceuta"],
    ["ES", "52001", "EA", "outside", "Melilla"],
    ["IT", "23041", "IT-LIVIGNO", "outside", "Livigno"],
    ["IT", "22061", "IT-CAMPIONE", "outside", "Campione d’Italia"],
    ["GR", "63086", "GR-ATHOS", "outside", "Mount Athos"],
    ["FI", "22100", "AX", "outside", "Åland"],
    ["FR", "20000", "FR", "union", null],
    ["FR", "97110", "GP", "outside", "Guadeloupe"],
    ["FR", "97133", "BL", "outside", "Saint-Barthélemy"],
    ["FR", "97150", "MF", "outside", "Saint-Martin"],
    ["FR", "97400", "RE", "outside", "Réunion"],
    ["FR", "97600", "YT", "outside", "Mayotte"],
    ["FR", "98000", "FR", "union", "Monaco"],
    ["FR", "98713", "PF", "outside", "French Polynesia"],
    ["MC", "98000", "FR", "union", "Monaco"],
    ["PT", "9500-150", "PT", "union", null],
    ["AT", "6991", "AT", "union", null],
    ["CY", "1010", "CY", "union", null],
    ["DK", "3900", "GL", "outside", "Greenland"],
    ["GL", "3900", "GL", "outside", null],
    ["FO", "100", "FO", "outside", null],
    ["AX", "22100", "AX", "outside", null],
    ["GB", "SW1A 1AA", "GB", "outside", null],
    ["GB", "BT1 5GS", "GB", "goods", "Northern Ireland"],
    ["IM", "IM1 1AA", "GB", "outside", "Isle of Man"],
    ["JE", "JE2 3AB", "JE", "outside", null],
    ["GI", "GX11 1AA", "GI", "outside", null],
    ["LI", "9490", "CH", "outside", "Liechtenstein"],
    ["CH", "7563", "CH-SAMNAUN", "outside", "Samnaun"],
    ["NO", "0150", "NO", "outside", null],
    ["NO", "9170", "SJ", "outside", "Svalbard and Jan Mayen"],
  ])("%s %s: %s, %s", (country, postalCode, ...expected) => expect(area(country, postalCode)).toEqual(expected));

  test("a region decides where there is no postal code, and never against one", () => {
    expect(area("ES", null, "GC")).toEqual(["IC", "outside", "Canary Islands"]);
    expect(area("ES", "28013", "GC")).toEqual(["ES", "union", null]);
    expect(area("GB", null, "NIR")).toEqual(["GB", "goods", "Northern Ireland"]);
    expect(area("FR", null, "974")).toEqual(["RE", "outside", "Réunion"]);
    expect(area("FR", null, "IDF")).toEqual(["FR", "union", null]);
  });
});
