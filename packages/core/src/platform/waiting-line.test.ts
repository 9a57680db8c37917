import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { poolMetrics } from "./pool-metrics.ts";
import { turns, urgencies, type Urgency } from "./urgency.ts";
import { WaitingLine } from "./waiting-line.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Unit {
  readonly urgency: Urgency;
  readonly came: number;
  taken: number | null;
  isRefused: boolean;
}

/** One place, units of work that come as told, each of `millis`; the place is offered whenever it is free. */
function serve(arrivals: readonly { readonly gap: number; readonly urgency: Urgency }[], millis: number, most: number) {
  const line = new WaitingLine<string>(
    { patienceMillis: 1, mostWaiting: most, waitMillis: 10_000_000 },
    poolMetrics("t", 1),
  );
  const units: Unit[] = [];
  let freeAt = performance.now();
  const offer = (): void => {
    if (performance.now() >= freeAt) line.offer("place", () => true);
  };
  const passTo = (time: number): void => {
    while (freeAt <= time && units.some(({ taken, isRefused }) => taken === null && !isRefused)) {
      vi.advanceTimersByTime(Math.max(0, freeAt - performance.now()));
      offer();
    }
    vi.advanceTimersByTime(Math.max(0, time - performance.now()));
  };
  let now = performance.now();
  for (const { gap, urgency } of arrivals) {
    now += gap;
    passTo(now);
    const unit: Unit = { urgency, came: now, taken: null, isRefused: false };
    units.push(unit);
    const asker = { schema: "t_any", preferred: [], isShared: false, urgency };
    const before = waiting(units).length - 1;
    const occupy = (): Promise<void> => {
      unit.taken = performance.now();
      freeAt = unit.taken + millis;
      return Promise.resolve();
    };
    line
      .wait(
        asker,
        () => undefined,
        () => occupy(),
      )
      .catch(() => undefined);
    unit.isRefused = before >= Math.ceil(most * turns[urgency].lineShare);
    expect(waiting(units).length).toBeLessThanOrEqual(most);
    offer();
  }
  passTo(now + units.length * millis + 1);
  line.refuseAll(new Error("over"));
  return units;
}
const waiting = (units: readonly Unit[]): Unit[] =>
  units.filter(({ taken, isRefused }) => taken === null && !isRefused);

const arrivals = fc.array(
  fc.record({ gap: fc.integer({ min: 0, max: 300 }), urgency: fc.constantFrom(...urgencies) }),
  { minLength: 2, maxLength: 60 },
);

describe("the line for a connection", () => {
  it("serves all it let in, and nobody is overtaken by what came later than his kind yields", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 4, max: 40 }), (come, millis, most) => {
        const served = serve(come, millis, most).filter(({ isRefused }) => !isRefused);
        for (const one of served) {
          expect(one.taken).not.toBeNull();
          for (const later of served) {
            if (later.came <= one.came || (later.taken ?? 0) >= (one.taken ?? 0)) continue;
            const ahead = turns[one.urgency].yieldsMillis - turns[later.urgency].yieldsMillis;
            expect(later.came - one.came).toBeLessThan(ahead);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("refuses extras before pages, pages before carts, and a checkout only when it is full", () => {
    const flood = (urgency: Urgency) =>
      serve(
        Array.from({ length: 30 }, () => ({ gap: 0, urgency })),
        10,
        20,
      );
    const letIn = urgencies.map((urgency) => flood(urgency).filter(({ isRefused }) => !isRefused).length);
    // One of each is served at once.
    expect(letIn).toEqual([21, 18, 15, 7]);
  });

  it("lets a checkout wait for one unit of work where pages wait for all before them", () => {
    const pages = Array.from({ length: 12 }, () => ({ gap: 1, urgency: "browse" as const }));
    const units = serve([...pages, { gap: 1, urgency: "sale" }], 100, 20);
    const wait = ({ came, taken }: Unit): number => (taken ?? Number.NaN) - came;
    const [sale] = units.filter(({ urgency }) => urgency === "sale").map(wait);
    const longest = Math.max(...units.filter(({ urgency }) => urgency === "browse").map(wait));
    expect(sale).toBeLessThanOrEqual(100);
    expect(longest).toBeGreaterThan(1_000);
  });

  it("tells the refused of an export to come back later than a shopper", async () => {
    const limits = { patienceMillis: 1, mostWaiting: 0, waitMillis: 1_000 };
    const line = new WaitingLine<string>(limits, poolMetrics("t", 1));
    const refusal = (urgency: Urgency) =>
      line
        .wait(
          { schema: "t_any", preferred: [], isShared: false, urgency },
          () => undefined,
          () => Promise.resolve(),
        )
        .catch((error: unknown) => error);
    expect(await refusal("sale")).toMatchObject({ code: "platform.busy", details: { retryAfterSeconds: 1 } });
    expect(await refusal("extra")).toMatchObject({ code: "platform.busy", details: { retryAfterSeconds: 10 } });
  });
});
