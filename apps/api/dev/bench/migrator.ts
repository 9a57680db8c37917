import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "@meridian/core/platform/db";
import { regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { migrateTenants } from "@meridian/core/tenants";
import { benchStep } from "./bench-step.ts";

const workers = 2;
const perSecond = 50;

// The migrator as a process of its own, which can be killed, at the pace of `meridian migrate`. Says what it changed.
const database = openDatabase({
  url: process.argv[2] ?? "",
  max: 4,
  applicationName: "bench-migrator",
  onError: (error) => void process.stderr.write(`${error.message}\n`),
});
const run = await migrateTenants(database.pool, database.bind("region", regionSchema), {
  appRole: "meridian_app",
  steps: [...tenantMigrations, benchStep],
  percent: 100,
  maxFailures: 0,
  workers,
  pause: () => delay((1000 * workers) / perSecond),
  now: () => new Date(),
  onChanged: (schema) => void process.stdout.write(`${schema}\n`),
});
for (const failure of run.failed) process.stderr.write(`${failure}\n`);
await database.close();
process.exitCode = run.failed.length > 0 ? 1 : 0;
