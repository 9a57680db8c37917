import type { RegionCtx } from "../platform/context.ts";
import { read, type Verb } from "../platform/verb.ts";
import { type CellFigures, regionFigures, type RegionFigures, usualRoom } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { backlog } from "./queries/backlog.ts";
import { knownWorkers } from "./queries/workers.ts";
import { RegionReport } from "./schemas.ts";

const mostFailures = 20;
const mostSteps = 20;
const patienceMillis = 1_500;

/** What a region's API says of its region to the control plane. The program's newest migration tells its release. */
export function reportRegion(newestStep: string): Verb<RegionCtx, typeof nothing, typeof RegionReport> {
  return read(
    "operators.report_region",
    { access: { service: true }, input: nothing, output: RegionReport },
    async (ctx: RegionCtx) => {
      const { db, now } = ctx;
      const { tenants, spares, cells, steps, failures, rollout } = await regionFigures(db);
      const workers = await knownWorkers(db);
      return {
        newestStep,
        tenants: [...tenants],
        spares,
        cells: await Promise.all(cellNames(ctx, cells).map((cell) => describeCell(ctx, cell, cells.get(cell)))),
        due: (await backlog(db, now())).map((row) => ({ ...row, oldestAt: row.oldestAt.toISOString() })),
        workers: workers.map((worker) => ({
          ...worker,
          startedAt: worker.startedAt.toISOString(),
          seenAt: worker.seenAt.toISOString(),
        })),
        steps: [...steps]
          .map(([step, schemas]) => ({ step, schemas }))
          .toSorted((a, b) => (a.step < b.step ? 1 : -1))
          .slice(0, mostSteps),
        failures: { count: failures.length, items: failures.slice(0, mostFailures).map(toFailure) },
        run: rollout === null ? null : toRun(rollout),
      };
    },
  );
}

/** The cells that the process reaches, and those that only the directory knows. */
const cellNames = (ctx: RegionCtx, known: RegionFigures["cells"]): string[] =>
  [...new Set([...ctx.cells.names, ...known.keys()])].toSorted();

async function describeCell(
  ctx: RegionCtx,
  cell: string,
  known: CellFigures = { tenants: 0, spares: 0, closed: false },
): Promise<RegionReport["cells"][number]> {
  const there = ctx.cells.names.includes(cell) ? await within(ctx.cells.look(cell)) : null;
  const { soft, hard } = ctx.settings.cellRoom ?? usualRoom;
  return { cell, ...known, soft, hard, bytes: there?.bytes ?? null };
}

/** The answer, or null when it does not come at once: whoever asks for the region waits too. */
async function within<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMillis);
  });
  try {
    return await Promise.race([answer.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

type Failure = RegionFigures["failures"][number];

function toFailure({ failedAt, tenantId, ...failure }: Failure): RegionReport["failures"]["items"][number] {
  return { ...failure, tenantId: tenantId as `ten_${string}` | null, failedAt: failedAt.toISOString() };
}

function toRun(rollout: NonNullable<RegionFigures["rollout"]>): RegionReport["run"] {
  const { startedAt, seenAt, finishedAt, ...figures } = rollout;
  return {
    ...figures,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
