import { controlLookout, controlLoops } from "./worker/control-loops.ts";
import { openControl } from "./http/control-context.ts";
import { controlApp } from "./http/control-app.ts";
import { readControlEnv } from "./platform/env.ts";
import { main, serve } from "./platform/serve.ts";
import { startLoops } from "./worker/schedule.ts";

await main(async () => {
  const env = readControlEnv(process.env);
  const runtime = openControl(env);
  const stopLoops = startLoops(controlLoops(runtime), runtime.log, controlLookout(runtime));
  const app = controlApp(runtime, env.CONSOLE_DIR, {
    environment: env.MERIDIAN_ENV,
    regions: env.REGION_URLS,
    mailboxUrl: env.MAILBOX_URL ?? null,
    demoUrl: env.DEMO_URL ?? null,
  });
  await serve(app, env.PORT, runtime.log, async () => {
    await stopLoops();
    await runtime.database.close();
  });
});
