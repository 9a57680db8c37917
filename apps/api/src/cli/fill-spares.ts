import { isConnectionLost } from "@meridian/core/platform/outages";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import { regionSchema } from "@meridian/core/platform-schema";
import { fillSpares } from "@meridian/core/tenants";
import { print, type Run, UsageError } from "./command.ts";
import { withRegion } from "./owned-databases.ts";

const most = 1000;

/** Builds spare schemas until so many are ready in each cell; exit code 1 where one is away, the others are filled. */
export const fillSparesTo: Run = async ([text = ""], env) => {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > most) throw new UsageError(`A count from 0 to ${most} is wanted, not “${text}”.`);
  return withRegion(env, async ({ database, cells }) => {
    let built = 0;
    let code = 0;
    for (const [cell, { database: owned, appRole }] of cells) {
      const options = { cell, appRole, steps: tenantMigrations, now: () => new Date() };
      try {
        built += await fillSpares(owned.pool, database.bind("region", regionSchema), count, options);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        process.stderr.write(`Cell ${cell} does not answer.\n`);
        code = 1;
      }
    }
    print(`${built} spare schemas built`);
    return code;
  });
};
