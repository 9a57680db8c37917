import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, CanonicalJsonError } from "./canonical-json.ts";

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, shuffled(item)]),
  );
};

describe("canonicalJson", () => {
  it("means the same as JSON, whatever the order of the keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("differs when the values differ", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [textA, textB] = [a, b].map((value) => canonicalJson(value));
        expect(textA === textB).toBe(
          JSON.stringify(JSON.parse(textA ?? "")) === JSON.stringify(JSON.parse(textB ?? "")),
        );
      }),
    );
    const similar = [1, "1", [1], ["1"], { a: 1 }, { a: "1" }, [[1]], null, "null", [null], {}, [], "", "{}"];
    expect(new Set(similar.map(canonicalJson)).size).toBe(similar.length);
  });

  it("sorts by UTF-16 code units and writes numbers and text as RFC 8785 does", () => {
    expect(canonicalJson({ "\u20ac": 1, "\r": 2, "1": 3, "\ud83d\ude00": 4, "\ufb33": 5, a: { c: 1, b: 2 } })).toBe(
      '{"\\r":2,"1":3,"a":{"b":2,"c":1},"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    );
    expect(canonicalJson([1e21, 1e-7, 0.1, -0, 100, '\u000f/"\\'])).toBe('[1e+21,1e-7,0.1,0,100,"\\u000f/\\"\\\\"]');
    expect(canonicalJson("\ud800")).toBe('"\\ud800"');
  });

  it("keeps a key named __proto__ apart", () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it("refuses what JSON would drop or change", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const deep: unknown = Array.from({ length: 101 }).reduce((inner) => [inner], 0);
    const holes: unknown[] = [];
    holes.length = 2;
    const refused = [undefined, NaN, Infinity, 1n, Symbol("s"), () => 1, new Date(0), new Map(), new (class A {})()];
    for (const value of [...refused, cycle, deep, holes, { [Symbol("s")]: 1 }]) {
      expect(() => canonicalJson(value)).toThrow(CanonicalJsonError);
      expect(() => canonicalJson({ a: [value] })).toThrow(CanonicalJsonError);
    }
  });

  it("names the place of a fault, never the value", () => {
    expect(() => canonicalJson({ items: [{ mail: () => "anna@example.org" }] })).toThrow(
      new CanonicalJsonError("$.items[0].mail is not JSON: function"),
    );
  });
});
