import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fewSpares, lateAfterSeconds, problemsOf, silentAfterSeconds } from "./rules.ts";
import type { RegionReport } from "./schemas.ts";

const now = new Date("2026-03-09T12:00:00Z");
const ago = (seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString();
const step = "20260309_0002_b";

const worker = { startedAt: ago(3600), seenAt: ago(2), newestStep: step, waiting: 0, active: 0, delayed: 0, failed: 0 };
const cell = { cell: "a", tenants: 3, spares: fewSpares, soft: 10, hard: 30, closed: false, bytes: 5_000_000 };
const well: RegionReport = {
  newestStep: step,
  tenants: [{ status: "active", tenants: 3 }],
  spares: { ready: fewSpares, building: 0 },
  cells: [cell],
  due: [],
  workers: [worker],
  steps: [{ step, schemas: 8 }],
  failures: { count: 0, items: [] },
  run: null,
};
const run = {
  startedAt: ago(600),
  seenAt: ago(500),
  finishedAt: ago(500),
  percent: 100,
  all: 8,
  chosen: 8,
  changed: 8,
  failed: 0,
  halted: false,
};

describe("a region's problems", () => {
  test("are none when all is well", () => {
    expect(problemsOf(well, now)).toEqual([]);
    expect(problemsOf({ ...well, run }, now)).toEqual([]);
  });

  test.each<[string, Partial<RegionReport>, string[]]>([
    ["no worker", { workers: [] }, ["no_worker"]],
    ["a silent worker", { workers: [{ ...worker, seenAt: ago(silentAfterSeconds + 1) }] }, ["no_worker"]],
    ["work given up", { workers: [{ ...worker, failed: 1 }] }, ["failed_work"]],
    ["late work", { due: [{ kind: "jobs", tenants: 2, oldestAt: ago(lateAfterSeconds + 1) }] }, ["backlog"]],
    ["work just due", { due: [{ kind: "jobs", tenants: 2, oldestAt: ago(lateAfterSeconds) }] }, []],
    ["few spares", { spares: { ready: fewSpares - 1, building: 1 } }, ["few_spares"]],
    ["a cell gone", { cells: [...well.cells, { ...cell, cell: "b", bytes: null }] }, ["cell_unreachable"]],
    ["every cell closed", { cells: [{ ...cell, closed: true }] }, ["cells_full"]],
    ["every cell at its limit", { cells: [{ ...cell, tenants: 10 }] }, ["cells_full"]],
    [
      "one cell at its limit",
      {
        cells: [
          { ...cell, tenants: 10 },
          { ...cell, cell: "b" },
        ],
      },
      [],
    ],
    ["schemas behind", { steps: [{ step: "20260309_0001_a", schemas: 1 }] }, ["behind"]],
    ["a schema nothing is known of", { steps: [{ step: "", schemas: 1 }] }, ["behind"]],
    ["a schema ahead of the API", { steps: [{ step: "20260309_0003_c", schemas: 1 }] }, []],
    ["failed schemas", { failures: { count: 3, items: [] } }, ["migration_failures"]],
    ["a run that halted", { run: { ...run, halted: true, failed: 6 } }, ["migration_halted"]],
    ["a run that was killed", { run: { ...run, finishedAt: null } }, ["migration_interrupted"]],
    [
      "a run under way",
      { run: { ...run, finishedAt: null, seenAt: ago(1) }, steps: [{ step: "20260309_0001_a", schemas: 4 }] },
      [],
    ],
  ])("%s", (_, change, problems) => {
    expect(problemsOf({ ...well, ...change }, now)).toEqual(problems);
  });

  test("never get fewer when another worker falls silent", () => {
    const seconds = fc.integer({ min: 0, max: 120 });
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 5 }), seconds, (ages, age) => {
        const told = (all: readonly number[]) =>
          problemsOf({ ...well, workers: all.map((one) => ({ ...worker, seenAt: ago(one) })) }, now);
        expect(told([...ages, age]).includes("no_worker")).toBe(
          ages.every((one) => one > silentAfterSeconds) && age > silentAfterSeconds,
        );
        expect(told(ages).length).toBeGreaterThanOrEqual(told([...ages, age]).length);
      }),
    );
  });
});
