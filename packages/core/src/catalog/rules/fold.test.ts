import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, searchText, searchWords } from "./fold.ts";

describe("folding", () => {
  test.each([
    ["  Größe  L ", "grosse l"],
    ["Crème Brûlée", "creme brulee"],
    ["SMØRREBRØD", "smorrebrod"],
    ["İstanbul ılık", "istanbul ilik"],
    ["Ёлка й", "елка и"],
    ["ｹﾄﾙ ガス", "ケトル ガス"],
    ["が か", "が か"],
    ["ＡＢＣ①", "abc1"],
  ])("%s is %s", (text, folded) => expect(fold(text)).toBe(folded));

  test("is the same when done again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => fold(fold(text)) === fold(text)),
      { numRuns: 500 },
    );
    expect(fold(fold("Ⱥ"))).toBe(fold("Ⱥ"));
  });

  test("a search's words: each once, quotes aside", () => {
    expect(searchWords('“Red”  red "lamp"')).toEqual(["red", "lamp"]);
    expect(searchWords("   ")).toEqual([]);
  });

  test("a search text leaves out what is not there", () => {
    expect(searchText(["Lamp", null, undefined, "", "Röd"])).toBe("lamp rod");
  });
});
