import { tenantMigrations } from "@meridian/core/tenant-schema";
import { regionSchema } from "@meridian/core/platform-schema";
import { fillSpares } from "@meridian/core/tenants";
import { print, type Run, UsageError } from "./command.ts";
import { withRegion } from "./owned-databases.ts";

const most = 1000;

/** Builds spare schemas until so many are ready in each cell. */
export const fillSparesTo: Run = async ([text = ""], env) => {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > most) throw new UsageError(`A count from 0 to ${most} is wanted, not “${text}”.`);
  return withRegion(env, async ({ database, cells }) => {
    let built = 0;
    for (const [cell, { database: owned, appRole }] of cells) {
      built += await fillSpares(owned.pool, database.bind("region", regionSchema), count, {
        cell,
        appRole,
        steps: tenantMigrations,
        now: () => new Date(),
      });
    }
    print(`${built} spare schemas built`);
    return 0;
  });
};
