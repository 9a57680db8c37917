/**
 * What in a region asks for an operator's look. A convention of ours: figures that a shop's visitors do not feel yet,
 * but will. A worker tells of itself every five seconds; due work is looked at several times a second.
 */
import type { RegionProblem, RegionReport } from "./schemas.ts";

/** A worker that was silent for so long is not there. */
export const silentAfterSeconds = 30;
/** Due work that waits longer than this does not get done as fast as it comes. */
export const lateAfterSeconds = 60;
/** Fewer ready spares than this, and the next sign-ups may have to wait. */
export const fewSpares = 2;

const secondsSince = (at: string, now: Date): number => (now.getTime() - Date.parse(at)) / 1000;

/** Problems of a region that answers, worst first. */
export function problemsOf(report: RegionReport, now: Date): RegionProblem[] {
  const alive = report.workers.filter(({ seenAt }) => secondsSince(seenAt, now) <= silentAfterSeconds);
  const { run } = report;
  const running = run !== null && run.finishedAt === null && secondsSince(run.seenAt, now) <= silentAfterSeconds;
  const found: Readonly<Partial<Record<RegionProblem, boolean>>> = {
    no_worker: alive.length === 0,
    backlog: report.due.some(({ oldestAt }) => secondsSince(oldestAt, now) > lateAfterSeconds),
    few_spares: report.spares.ready < fewSpares,
    cell_unreachable: report.cells.some(({ bytes }) => bytes === null),
    cells_full: report.cells.every(({ tenants, soft, closed }) => closed || tenants >= soft),
    migration_halted: run?.halted === true,
    migration_interrupted: run !== null && run.finishedAt === null && !running,
    migration_failures: report.failures.count > 0,
    behind: !running && report.steps.some(({ step }) => step < report.newestStep),
    failed_work: alive.some(({ failed }) => failed > 0),
  };
  return Object.entries(found).flatMap(([problem, there]) => (there === true ? [problem as RegionProblem] : []));
}
