import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findPostgresBinaries } from "./postgres/binaries.ts";
import { PREPARED_VERSION, readCredentials, roleNames, writeCredentials } from "./postgres/credentials.ts";
import type { ClusterRole, Credentials } from "./postgres/credentials.ts";
import { initialise } from "./postgres/initialise.ts";
import { clearLeftover } from "./postgres/leftover.ts";
import { chooseRunAs, commandLine } from "./postgres/run-as.ts";
import type { RunAs } from "./postgres/run-as.ts";
import { stopWithUs } from "./processes.ts";
import { settingsFor } from "./postgres/settings.ts";
import type { PostgresMode } from "./postgres/settings.ts";

export interface ClusterOptions {
  /** Holds `pgdata`, `credentials.json` (0600) and `postgres.log`. */
  dir: string;
  port: number;
  mode?: PostgresMode;
  settings?: Record<string, string>;
}

export interface Cluster {
  port: number;
  /** Connection string; the database is `meridian` unless named. */
  url(role: ClusterRole, database?: string): string;
  /** Fast, clean shutdown: open transactions roll back, a checkpoint is written. */
  stop(): Promise<void>;
  /** Settles when the server ends, with its last log lines. */
  ended: Promise<string[]>;
  /** For an exit handler, where nothing can be awaited: shut down without a checkpoint. */
  abandon(): void;
}

const DATABASE = "meridian";

/** Starts the cluster of a folder, creating it, its roles and its database on first use. */
export async function ensureCluster(options: ClusterOptions): Promise<Cluster> {
  const { dir, port, mode = "dev", settings } = options;
  mkdirSync(dir, { recursive: true });
  const binaries = findPostgresBinaries();
  const runAs = chooseRunAs(dir, binaries.initdb);
  const data = join(dir, "pgdata");
  await initialise(dir, binaries.initdb, runAs);
  await clearLeftover(data);
  const args = ["-D", data, ...settingsFor(mode, port, settings)];
  const server = await launch(binaries.postgres, args, runAs, join(dir, "postgres.log"));
  const credentials = readCredentials(dir);
  if (!credentials) throw new Error(`${join(dir, "credentials.json")} is missing.`);
  const url = (role: ClusterRole, database = DATABASE) =>
    `postgres://${roleNames[role]}:${credentials.passwords[role]}@127.0.0.1:${port}/${database}`;
  try {
    await prepare(dir, credentials, url("superuser", "postgres"));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { port, url, ...server };
}

async function prepare(dir: string, credentials: Credentials, superuserUrl: string): Promise<void> {
  if (credentials.prepared === PREPARED_VERSION) return;
  // Loads pg: not wanted at each start.
  const { ensureDatabase, ensureRoles } = await import("./postgres/roles.ts");
  await ensureRoles(superuserUrl, credentials);
  await ensureDatabase(superuserUrl, DATABASE, credentials);
  writeCredentials(dir, { ...credentials, prepared: PREPARED_VERSION });
}

type Server = Pick<Cluster, "stop" | "ended" | "abandon">;

/** Resolves when the server accepts connections, which it says in its log. */
function launch(program: string, args: string[], runAs: RunAs, logFile: string): Promise<Server> {
  const [command, fullArgs] = commandLine(runAs, program, args);
  // Its own process group: Ctrl-C in the terminal must reach the supervisor alone, or the database
  // would end while the API still drains.
  const child = spawn(command, fullArgs, {
    ...runAs.identity,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" },
  });
  const guard = stopWithUs(child.pid, "INT");
  const log = createWriteStream(logFile, { mode: 0o600 });
  const tail: string[] = [];
  const ended = new Promise<string[]>((resolve) => child.on("close", () => resolve(tail)));
  void ended.then(guard);
  const stop = async () => {
    signal(child, "SIGINT");
    await ended;
  };
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      log.write(`${line}\n`);
      tail.push(line);
      if (tail.length > 20) tail.shift();
      if (line.includes("database system is ready to accept connections")) {
        resolve({ stop, ended, abandon: () => signal(child, "SIGQUIT") });
      }
    });
    child.on("error", reject);
    void ended.then(() => {
      log.end();
      const reason = tail.find((line) => line.includes("FATAL")) ?? tail.at(-1) ?? "no output";
      reject(new Error(`PostgreSQL did not start: ${reason.replace(/^.*FATAL:\s*/, "")}`));
    });
  });
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(name);
}

/** Removes a cluster that nobody runs. */
export async function removeCluster(dir: string): Promise<void> {
  await clearLeftover(join(dir, "pgdata"));
  rmSync(dir, { recursive: true, force: true });
}
