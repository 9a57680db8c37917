import { parseArgs } from "node:util";
import { listRegions } from "@meridian/core/operators";
import type { RegionHealth } from "@meridian/core/operators/schemas";
import { asControl } from "./as-control.ts";
import { print, type Run, table } from "./command.ts";

/** How each region does; the exit code is 1 while one has a problem. */
export const showRegions: Run = async (args, env) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const { items } = await asControl(env, (ctx) => listRegions(ctx, { region: null }));
  const head = ["region", "answered", "tenants", "workers", "queued", "due", "spares", "behind", "failed", "problems"];
  print(values.json ? JSON.stringify(items, null, 2) : table([head, ...items.map(shown)]));
  return items.some(({ problems }) => problems.length > 0) ? 1 : 0;
};

const sum = <T>(all: readonly T[], of: (one: T) => number): string =>
  String(all.reduce((total, one) => total + of(one), 0));

function shown({ region, millis, problems, report }: RegionHealth): string[] {
  if (report === null) return [region, "no", ...Array.from({ length: 7 }, () => "-"), problems.join(", ")];
  const { tenants, workers, due, spares, steps, failures, newestStep } = report;
  return [
    region,
    `${millis} ms`,
    sum(tenants, (row) => row.tenants),
    String(workers.length),
    sum(workers.slice(0, 1), ({ waiting, delayed }) => waiting + delayed),
    sum(due, (row) => row.tenants),
    String(spares.ready),
    sum(
      steps.filter(({ step }) => step < newestStep),
      ({ schemas }) => schemas,
    ),
    String(failures.count),
    problems.length === 0 ? "none" : problems.join(", "),
  ];
}
