import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idleDays, nextOfIdle, noteOf, noticeDays, rousedDays } from "./rest.ts";

const day = 24 * 3600 * 1000;
const began = Date.UTC(2026, 0, 1);
const after = (days: number): Date => new Date(began + days * day);
const days = fc.double({ min: 0, max: 400, noNaN: true });
const afterDays = fc.integer({ min: 1, max: 365 });

describe("an idle shop", () => {
  it("is told of a week ahead, and packed away when nobody came", () => {
    const shop = { seenAt: after(0), isRoused: false };
    expect(nextOfIdle(shop, null, 90, after(82.9))).toBeNull();
    expect(nextOfIdle(shop, null, 90, after(83))).toEqual({ do: "announce", at: after(90) });
    expect(nextOfIdle(shop, after(90), 90, after(89.9))).toBeNull();
    expect(nextOfIdle(shop, after(90), 90, after(90))).toEqual({ do: "hibernate" });
    expect(nextOfIdle(shop, null, 90, after(200))).toEqual({ do: "announce", at: after(207) });
  });

  it("that was only roused goes back after a week without a visitor, and its owners are not told again", () => {
    const shop = { seenAt: after(0), isRoused: true };
    expect(nextOfIdle(shop, null, 90, after(rousedDays - 0.1))).toBeNull();
    expect(nextOfIdle(shop, null, 90, after(rousedDays))).toEqual({ do: "hibernate" });
    expect(nextOfIdle({ ...shop, isRoused: false }, null, 90, after(rousedDays))).toBeNull();
  });

  it("is never packed away before its time, nor unannounced unless it was roused", () => {
    fc.assert(
      fc.property(days, fc.option(days), afterDays, fc.boolean(), (idle, announced, limit, isRoused) => {
        const told = announced === null ? null : after(announced);
        const next = nextOfIdle({ seenAt: after(0), isRoused }, told, limit, after(idle));
        if (next?.do === "hibernate") {
          expect(idle).toBeGreaterThanOrEqual(idleDays(isRoused, limit) - 1e-6);
          expect(isRoused || told !== null).toBe(true);
        }
        if (next?.do === "announce") {
          expect(isRoused).toBe(false);
          expect(next.at.getTime() - after(idle).getTime()).toBeGreaterThanOrEqual(noticeDays * day - 1);
        }
      }),
    );
  });

  it("rests no later for having been roused, and no sooner than a shop that rests after days anyway", () => {
    fc.assert(
      fc.property(afterDays, (limit) => {
        expect(idleDays(true, limit)).toBe(Math.min(limit, rousedDays));
        expect(idleDays(false, limit)).toBe(limit);
      }),
    );
  });

  it("once packed away would stay so: time alone changes nothing back", () => {
    fc.assert(
      fc.property(days, days, afterDays, fc.boolean(), (idle, more, limit, isRoused) => {
        const shop = { seenAt: after(0), isRoused };
        const at = (moment: number) => nextOfIdle(shop, after(0), limit, after(moment))?.do;
        if (at(idle) === "hibernate") expect(at(idle + more)).toBe("hibernate");
      }),
    );
  });
});

describe("a visit", () => {
  it("by the shop's own people counts at once when it was roused, others' by the day", () => {
    const roused = { seenAt: after(0), rousedAt: after(0) };
    expect(noteOf("own", roused, after(0))).toBe("touched");
    expect(noteOf("visitor", roused, after(0.5))).toBeNull();
    expect(noteOf("visitor", roused, after(1))).toBe("seen");
    expect(noteOf("own", { ...roused, rousedAt: null }, after(0.5))).toBeNull();
    expect(noteOf("own", { ...roused, rousedAt: null }, after(1))).toBe("seen");
  });
});
