import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Slug } from "../schemas.ts";
import { freeSlug, slugCandidates, slugify } from "./slug.ts";

describe("an address", () => {
  test.each([
    ["Größe L", "de", "groesse-l"],
    ["Größe L", "de-AT", "groesse-l"],
    ["Größe L", "sv", "grosse-l"],
    ["L'été à la mer!", "fr", "lete-a-la-mer"],
    ["電気ケトル 2.0", "ja", "電気ケトル-2-0"],
    ["شاي أخضر", "ar", "شاي-أخضر"],
    ["--- ???", "en", ""],
  ])("of %s in %s is %s", (title, locale, slug) => expect(slugify(title, locale)).toBe(slug));

  test("is accepted as one, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
        const slug = slugify(title, "en");
        return slug === "" || Slug.safeParse(slug).success;
      }),
      { numRuns: 1000 },
    );
    expect(Slug.safeParse("a--b").success).toBe(false);
  });

  test("has alternatives", () => {
    expect(freeSlug("cup", new Set(["cup", "cup-2"]))).toBe("cup-3");
    const candidates = slugCandidates("cup", "prd_01j00000000000000012345678");
    expect([candidates[0], candidates[1], candidates.at(-1)]).toEqual(["cup", "cup-2", "cup-12345678"]);
    expect(new Set(candidates).size).toBe(candidates.length);
  });
});
