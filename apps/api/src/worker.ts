import express from "express";
import { firstCell } from "@meridian/core/platform/cells";
import { openOwnerPool } from "@meridian/core/platform/owner-pool";
import { health } from "./http/health.ts";
import { readWorkerEnv } from "./platform/env.ts";
import { openRegion } from "./platform/region.ts";
import { main, serve } from "./platform/serve.ts";
import { startWorker } from "./worker/start-worker.ts";

await main(async () => {
  const env = readWorkerEnv(process.env);
  const runtime = openRegion(env, "worker");
  const lost = (error: Error): void => runtime.log.warn({ err: error }, "a database connection was lost");
  const ownerUrls = [[firstCell, env.DATABASE_OWNER_URL] as const, ...env.CELL_DATABASE_OWNER_URLS];
  const owners = new Map(ownerUrls.map(([cell, url]) => [cell, openOwnerPool(url, lost)]));
  const stop = startWorker(
    runtime,
    owners,
    env.REDIS_URL === undefined ? { postgresUrl: env.DATABASE_OWNER_URL } : { redisUrl: env.REDIS_URL },
  );
  const app = express();
  app.disable("x-powered-by");
  app.use(health({ database: () => runtime.database.ping() }));
  await serve(app, env.PORT, runtime.log, async () => {
    await stop();
    await runtime.close();
    await Promise.all([...owners.values()].map((owner) => owner.end()));
  });
});
