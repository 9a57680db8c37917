import { metrics } from "@meridian/core/platform/observe";
import { Router } from "express";

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: Prometheus text. */
export function health(checks: Readonly<Record<string, () => Promise<void>>>): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) =>
          [
            name,
            await check().then(
              () => "ok",
              () => "failed",
            ),
          ] as const,
      ),
    );
    const ready = results.every(([, state]) => state === "ok");
    response.status(ready ? 200 : 503).json({ status: ready ? "ok" : "failed", checks: Object.fromEntries(results) });
  });
  router.get("/metrics", async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
