import express from "express";
import { openOwnerPool } from "@meridian/core/platform/db";
import { health } from "./http/health.ts";
import { readWorkerEnv } from "./platform/env.ts";
import { openRegion } from "./platform/region.ts";
import { main, serve } from "./platform/serve.ts";
import { startWorker } from "./worker/start-worker.ts";

await main(async () => {
  const env = readWorkerEnv(process.env);
  const runtime = openRegion(env, "worker");
  const owner = openOwnerPool(env.DATABASE_OWNER_URL, (error) =>
    runtime.log.warn({ err: error }, "a database connection was lost"),
  );
  const stop = startWorker(
    runtime,
    owner,
    env.REDIS_URL === undefined ? { postgresUrl: env.DATABASE_OWNER_URL } : { redisUrl: env.REDIS_URL },
  );
  const app = express();
  app.disable("x-powered-by");
  app.use(health({ database: async () => void (await runtime.database.pool.query("select 1 as one")) }));
  await serve(app, env.PORT, runtime.log, async () => {
    await stop();
    await runtime.close();
    await owner.end();
  });
});
