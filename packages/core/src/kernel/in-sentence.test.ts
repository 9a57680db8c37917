import { expect, it } from "vitest";
import { inSentence } from "./in-sentence.ts";

it.each([
  ["A-1", "de", "A-1"],
  ["A-1", "ar", "\u2068A-1\u2069"],
  ["", "ar", ""],
  [1234.5, "de", "1.234,5"],
  [1234.5, "en", "1,234.5"],
  [["DE", "FR"], "en", "DE and FR"],
  [["DE", "FR", 2], "ja", "DE、FR、2"],
  [["DE", "FR"], "ar", "\u2068DE\u2069 و\u2068FR\u2069"],
  [[], "en", ""],
  [undefined, "en", ""],
  [null, "en", ""],
  [{ a: 1 }, "en", ""],
])("%j in %s is %s", (value, language, text) => expect(inSentence(value, language)).toBe(text));

it("takes no text for a language", () => expect(() => inSentence(1, "no language")).toThrow(RangeError));
