import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSeconds, isInstant, isLocalDate, parseInstant, toInstant, within } from "./time.ts";

const date = fc.date({
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

describe("instants", () => {
  it("are read back as written", () => {
    fc.assert(
      fc.property(date, (at) => {
        expect(parseInstant(toInstant(at))).toEqual(at);
      }),
    );
  });

  it("are UTC, in full, and exist", () => {
    for (const text of [
      "2026-03-09T15:04:05Z",
      "2026-03-09T15:04:05.123456Z",
      "2028-02-29T00:00:00Z",
      "0044-03-15T12:00:00Z",
    ]) {
      expect(isInstant(text), text).toBe(true);
    }
    const others = ["", "now", "2026-03-09", "2026-03-09T15:04Z", "2026-03-09T15:04:05", "2026-03-09T15:04:05+00:00"];
    const impossible = ["2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-06-30T23:59:60Z"];
    for (const text of [...others, ...impossible, "2026-03-09 15:04:05Z", "2026-03-09T15:04:05Z\n"]) {
      expect(isInstant(text), text).toBe(false);
      expect(parseInstant(text), text).toBeUndefined();
    }
  });

  it("beyond year 9999 have no text", () => {
    expect(() => toInstant(new Date(8.64e15))).toThrow(RangeError);
    expect(() => toInstant(new Date(NaN))).toThrow(RangeError);
  });
});

describe("local dates", () => {
  it("are days that exist", () => {
    for (const text of ["2026-03-09", "2028-02-29", "2000-02-29"]) expect(isLocalDate(text), text).toBe(true);
    for (const text of ["2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "26-03-09", "2026-3-9", ""]) {
      expect(isLocalDate(text), text).toBe(false);
    }
  });
});

describe("addSeconds", () => {
  it("goes there and back and leaves the given date alone", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -1e9, max: 1e9 }), (at, seconds) => {
        const before = at.getTime();
        expect(addSeconds(addSeconds(at, seconds), -seconds)).toEqual(at);
        expect(at.getTime()).toBe(before);
      }),
    );
  });

  it("throws where Date would become invalid", () => {
    expect(() => addSeconds(new Date(0), NaN)).toThrow(RangeError);
    expect(() => addSeconds(new Date(0), 1e18)).toThrow(RangeError);
  });
});

describe("within", () => {
  it("holds in exactly one of two adjoining windows", () => {
    fc.assert(
      fc.property(date, date, (border, at) => {
        const before = within({ from: null, until: border }, at);
        const after = within({ from: border, until: null }, at);
        expect(before).toBe(!after);
      }),
    );
  });

  it("is empty when it ends before it begins, or where it begins", () => {
    const [early, late] = [new Date(0), new Date(1000)];
    for (const at of [early, new Date(500), late]) {
      expect(within({ from: late, until: early }, at)).toBe(false);
      expect(within({ from: at, until: at }, at)).toBe(false);
    }
  });
});
