import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { freePort } from "../../dev/ports.ts";
import { childEnv } from "./child-env.ts";
import { until } from "./merchant.ts";

const root = resolve(import.meta.dirname, "../../../..");

/** A region's API as a process of its own, which can die. */
export interface ApiProcess {
  readonly url: string;
  /** It runs from then on; with a crash point it kills itself there. One that still runs is only told the point. */
  start(crashPoint: string | null): Promise<void>;
  /** The process that was started last. */
  pid(): number;
  /** Whether it has ended by SIGKILL since it was started. */
  crashed(): boolean;
  stop(): Promise<void>;
}

export async function apiProcess(env: Readonly<Record<string, string>>): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let signal: NodeJS.Signals | null = null;
  const isUp = (one: ChildProcess | undefined): one is ChildProcess =>
    one !== undefined && one.exitCode === null && one.signalCode === null;
  const stop = async (): Promise<void> => {
    if (!isUp(child)) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return {
    url,
    stop,
    pid: () => child?.pid ?? 0,
    crashed: () => signal === "SIGKILL",
    start: async (crashPoint) => {
      signal = null;
      if (isUp(child)) {
        const heard = once(child, "message");
        child.send(crashPoint ?? "");
        await heard;
        return;
      }
      const started = spawn(
        process.execPath,
        ["--import", resolve(root, "apps/api/dev/crash-preload.ts"), resolve(root, "apps/api/src/server.ts")],
        {
          cwd: root,
          env: {
            ...childEnv(),
            ...env,
            PORT: String(port),
            PUBLIC_URL: url,
            ...(crashPoint === null ? {} : { CRASH_POINT: crashPoint }),
          },
          stdio: ["ignore", "ignore", "inherit", "ipc"],
        },
      );
      started.once("exit", (_code, by) => {
        signal = by;
      });
      child = started;
      await until(
        "the API process",
        async () => {
          const response = await fetch(`${url}/readyz`).catch(() => undefined);
          return response?.status === 200 ? true : undefined;
        },
        60_000,
      );
    },
  };
}
