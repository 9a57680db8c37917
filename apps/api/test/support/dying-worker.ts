import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { freePort } from "../../dev/ports.ts";
import { childEnv } from "./child-env.ts";
import type { TestRegion } from "./platform.ts";

const root = resolve(import.meta.dirname, "../../../..");

/** Starts a region's worker as a process of its own, which kills itself at the crash point; waits until it has. */
export async function workUntilKilled({ env, database }: TestRegion, crashPoint: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ["--import", resolve(root, "apps/api/dev/crash-preload.ts"), resolve(root, "apps/api/src/worker.ts")],
    {
      cwd: root,
      env: {
        ...childEnv(),
        ...env,
        PORT: String(await freePort()),
        DATABASE_OWNER_URL: database.ownerUrl,
        CRASH_POINT: crashPoint,
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  // A run that is cut off leaves no worker behind.
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  const patience = AbortSignal.timeout(60_000);
  patience.addEventListener("abort", () => void child.kill("SIGTERM"));
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  process.off("exit", end);
  if (signal !== "SIGKILL") throw new Error(`the worker ended by ${signal ?? String(code)} and not at ${crashPoint}`);
}
