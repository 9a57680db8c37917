import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, pageSize, toPage } from "./page.ts";
import { toInstant } from "./time.ts";

const title = fc.string({ unit: "grapheme" }).filter((text) => text.isWellFormed() && !text.includes("\0"));

describe("cursors", () => {
  it("come back as they went", () => {
    const at = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map(toInstant);
    fc.assert(
      fc.property(at, fc.maxSafeInteger(), title, (when, rank, text) => {
        const cursor = encodeCursor("orders.newest", [when, rank, text]);
        expect(cursor).toMatch(/^[\w-]+\.[\da-z]+$/);
        expect(decodeCursor("orders.newest", ["instant", "integer", "string"], cursor)).toEqual([when, rank, text]);
      }),
    );
  });

  it("with any character changed, added or lost are refused", () => {
    const cursor = encodeCursor("orders.newest", [7, "ord_1"]);
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...Array.from("AZaz09-_.= é")), (at, char) => {
        const [head, tail] = [cursor.slice(0, at), cursor.slice(at)];
        for (const forged of [head + char + tail.slice(1), head + char + tail, head + tail.slice(1), head]) {
          if (forged === cursor) continue;
          expect(decodeCursor("orders.newest", ["integer", "string"], forged), forged).toBeUndefined();
        }
      }),
    );
  });

  it("of another list or of other keys are refused", () => {
    const cursor = encodeCursor("orders.newest", [7, "ord_1"]);
    expect(decodeCursor("orders.oldest", ["integer", "string"], cursor)).toBeUndefined();
    expect(decodeCursor("orders.newest", ["string", "string"], cursor)).toBeUndefined();
    expect(decodeCursor("orders.newest", ["integer", "instant"], cursor)).toBeUndefined();
    expect(decodeCursor("orders.newest", ["integer"], cursor)).toBeUndefined();
    expect(decodeCursor("orders.newest", ["integer", "string", "string"], cursor)).toBeUndefined();
  });

  it("made by hand reach no query: neither fractions nor U+0000 nor impossible dates", () => {
    expect(decodeCursor("x", ["integer"], encodeCursor("x", [0.5]))).toBeUndefined();
    expect(decodeCursor("x", ["string"], encodeCursor("x", ["a\0b"]))).toBeUndefined();
    expect(decodeCursor("x", ["instant"], encodeCursor("x", ["2026-02-30T00:00:00Z"]))).toBeUndefined();
    expect(() => encodeCursor("x", [NaN])).toThrow(TypeError);
  });

  it("never throw, whatever arrives", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(decodeCursor("x", ["string"], text)).toBeUndefined();
      }),
    );
  });

  it("are typed by their kinds", () => {
    const keys = decodeCursor("x", ["integer", "string"], encodeCursor("x", [1, "a"]));
    const rank: number | undefined = keys?.[0];
    // @ts-expect-error the second key is text
    const other: number | undefined = keys?.[1];
    expect([rank, other]).toEqual([1, "a"]);
  });
});

describe("pages", () => {
  it("walk through the whole list, each row once, in order", () => {
    const rows = fc.uniqueArray(fc.nat(), { maxLength: 40 }).map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 10 }), (all, size) => {
        const read: number[] = [];
        let cursor: string | null = encodeCursor("all", [-1]);
        while (cursor !== null) {
          const after: number = decodeCursor("all", ["integer"], cursor)?.[0] ?? NaN;
          const found = all.filter((row) => row > after).slice(0, size + 1);
          const page = toPage(found, size, (last) => encodeCursor("all", [last]));
          read.push(...page.items);
          cursor = page.next;
        }
        expect(read).toEqual(all);
      }),
    );
  });

  it("have between one row and the limit", () => {
    fc.assert(
      fc.property(fc.option(fc.double(), { nil: undefined }), (first) => {
        const size = pageSize(first, { default: 24 });
        expect(Number.isInteger(size) && size >= 1 && size <= 100).toBe(true);
      }),
    );
    expect(pageSize(undefined, { default: 24, max: 10 })).toBe(10);
    expect(pageSize(7, { default: 24, max: 10 })).toBe(7);
  });
});
