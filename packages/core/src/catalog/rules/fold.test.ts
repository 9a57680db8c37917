import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, searchText } from "./fold.ts";

describe("folding", () => {
  test.each([
    ["  Größe  L ", "grosse l"],
    ["Crème Brûlée", "creme brulee"],
    ["œuf d’oie", "oeuf d'oie"],
    ["¡Niño!", "¡nino!"],
    ["SMØRREBRØD", "smorrebrod"],
    ["İstanbul ılık", "istanbul ilik"],
    ["Ёлка й", "елка и"],
    ["ｹﾄﾙ ガス", "けとる がす"],
    ["か が", "か が"],
    ["コンピューター", "こんぴゅーた"],
    ["コンピュータ", "こんぴゅーた"],
    ["スーパーマン", "すーぱーまん"],
    ["ＡＢＣ①", "abc1"],
    ["مِصْبَاحٌ", "مصباح"],
    ["أحمر إناء آنية ٱلماء", "احمر اناء انيه الماء"],
    ["مكتبة عـــربية", "مكتبه عربيه"],
    ["مستشفى", "مستشفي"],
    ["١٢٣ ۴۵", "123 45"],
  ])("%s is %s", (text, folded) => expect(fold(text)).toBe(folded));

  test("is the same when done again", () => {
    const script = fc.constantFrom(..."aÄßœ’١۴أإآىةکیـًٓァヶーあんカ゛ﾞ\u3099 ".split(""));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.array(script).map((parts) => parts.join("")),
        ),
        (text) => fold(fold(text)) === fold(text),
      ),
      { numRuns: 1_000 },
    );
    expect(fold(fold("Ⱥ"))).toBe(fold("Ⱥ"));
  });

  test("a search text leaves out what is not there", () => {
    expect(searchText(["Lamp", null, undefined, "", "Röd"], "sv")).toBe("lamp rod");
  });

  test("German words are found without umlauts too", () => {
    expect(searchText(["Löffel groß", "Über"], "de-AT")).toBe("loffel gross uber loeffel ueber");
    expect(searchText(["Löffel"], "en")).toBe("loffel");
  });
});
