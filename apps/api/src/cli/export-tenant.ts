import { isId } from "@meridian/core/kernel/ids";
import { newId } from "@meridian/core/platform/new-id";
import { tenantTables } from "@meridian/core/tenant-schema";
import { appliedSteps, copyPath, makeExports, requestExport, tenantById } from "@meridian/core/tenants";
import { serviceContext } from "../platform/region.ts";
import { asRegion } from "./as-region.ts";
import { print, type Run, UsageError } from "./command.ts";
import { withRegion } from "./owned-databases.ts";

/** Makes a copy of everything that a tenant of this region has, and says where its file is. */
export const exportTenant: Run = ([tenantId = "", ...more], env) => {
  if (!isId("ten", tenantId) || more.length > 0) throw new UsageError("A tenant's id is wanted.");
  return withRegion(env, ({ owners }) =>
    asRegion(env, async (ctx, runtime) => {
      const tenant = await tenantById(ctx.db, tenantId);
      if (tenant === undefined) throw new Error(`${tenantId} is no tenant of this region.`);
      if (!tenant.awake)
        throw new Error(`${tenantId} is packed away: wake it first, meridian tenants wake ${tenantId}`);
      const exportId = newId("exp");
      await requestExport(ctx.db, exportId, tenantId, ctx.now());
      await makeExports(ctx, {
        owners,
        tables: tenantTables,
        steps: (tenant) => appliedSteps(serviceContext(runtime, tenant, "export").db),
      });
      const path = await copyPath(ctx.settings.mediaDir, tenantId, exportId);
      if (path === undefined) throw new Error("Another copy is under way or this one failed: see the log.");
      print(path);
      return 0;
    }),
  );
};
