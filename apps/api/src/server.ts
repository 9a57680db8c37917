import { readRegionEnv } from "./platform/env.ts";
import { openRegion } from "./platform/region.ts";
import { main, serve } from "./platform/serve.ts";
import { regionApp } from "./http/region-app.ts";

await main(async () => {
  const env = readRegionEnv(process.env);
  const runtime = openRegion(env, "api");
  await serve(regionApp(runtime), env.PORT, runtime.log, () => runtime.close());
});
