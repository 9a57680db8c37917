import { openCopy, opensExport } from "@meridian/core/tenants";
import { isId } from "@meridian/core/kernel/ids";
import { type Request, type Response, Router } from "express";
import type { RegionRuntime } from "../platform/region.ts";
import { sendStream } from "./send-stream.ts";

/** A copy of a shop, to whoever holds its signed address. It leaves the region here and nowhere else. */
export function shopExports(runtime: Pick<RegionRuntime, "settings" | "now">): Router {
  const router = Router();
  router.get(
    "/exports/:tenantId/:exportId",
    async (request: Request<{ tenantId: string; exportId: string }>, response: Response) => {
      const { tenantId, exportId } = request.params;
      const text = (name: string): string => {
        const value = request.query[name];
        return typeof value === "string" ? value : "";
      };
      const known = isId("ten", tenantId) && isId("exp", exportId);
      const opened = known && opensExport(runtime, { tenantId, exportId, until: text("until"), mac: text("mac") });
      const copy = opened ? await openCopy(runtime.settings.mediaDir, tenantId, exportId) : undefined;
      if (copy === undefined) {
        response.status(404).end();
        return;
      }
      response.set({
        "content-type": "application/gzip",
        "content-disposition": `attachment; filename="${exportId}.tar.gz"`,
        "content-length": String(copy.bytes),
        "cache-control": "no-store",
      });
      await sendStream(() => copy.stream(), response);
    },
  );
  return router;
}
