import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "../../dev/ports.ts";
import { until } from "./merchant.ts";

/** A real Redis for a test: the one of REDIS_URL, or one of its own where the machine has the program. */
export interface TestRedis {
  readonly url: string;
  keys(): Promise<string[]>;
  until(done: () => Promise<boolean>): Promise<void>;
  /** Ends the test's own server; one that was given is left alone. */
  stop(): Promise<void>;
}

function hasProgram(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Null where there is no Redis. */
export async function startRedis(): Promise<TestRedis | null> {
  const given = process.env["REDIS_URL"];
  if (!given && !hasProgram()) return null;
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const url = given ?? `redis://127.0.0.1:${await freePort()}`;
  let server: ChildProcess | undefined;
  if (!given) {
    const args = ["--port", new URL(url).port, "--save", "", "--dir", folder, "--bind", "127.0.0.1"];
    server = spawn("redis-server", args, { stdio: "ignore" });
    process.on("exit", () => void server?.kill("SIGKILL"));
  }
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => 50 });
  client.on("error", () => undefined);
  await until("Redis", async () => ((await client.ping().catch(() => "")) === "PONG" ? true : undefined));
  return {
    url,
    keys: () => client.keys("*"),
    until: async (done) => void (await until("Redis", async () => ((await done()) ? true : undefined))),
    stop: async () => {
      client.disconnect();
      if (server === undefined || server.exitCode !== null) return;
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
