import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "@meridian/core/platform/db";
import { migrateTenants } from "@meridian/core/tenants";
import { after } from "./steps.ts";

// A migrator as a process of its own, which can be killed. Says each schema that it has changed.
const database = openDatabase({
  url: process.argv[2] ?? "",
  max: 4,
  applicationName: "migrator",
  onError: (error) => void process.stderr.write(`${error.message}\n`),
});
const run = await migrateTenants(database.pool, database.bind("region", process.argv[3] ?? ""), {
  appRole: "meridian_app",
  steps: after,
  percent: 100,
  maxFailures: 0,
  workers: 2,
  pause: () => delay(20),
  now: () => new Date(),
  onChanged: (schema) => void process.stdout.write(`${schema}\n`),
});
process.stdout.write(`${JSON.stringify(run)}\n`);
await database.close();
