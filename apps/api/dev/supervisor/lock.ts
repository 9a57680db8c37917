import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLineOf, stopProcess } from "../processes.ts";
import { removeCluster } from "../postgres.ts";
import { clearLeftover } from "../postgres/leftover.ts";
import { StartError } from "./options.ts";
import { places } from "./ports.ts";

interface LockFile {
  pid: number;
  /** Children by pid, with a part of their command line that tells them from a later process of the same id. */
  children: { pid: number; script: string }[];
}

export interface Lock {
  remember(pid: number, script: string): void;
  release(): void;
}

const lockFile = (data: string) => join(data, "supervisor.json");

/** One supervisor per data folder; what a killed one left running is stopped first. */
export async function takeLock(data: string): Promise<Lock> {
  const file = lockFile(data);
  mkdirSync(data, { recursive: true });
  if (existsSync(file)) await clearLeftovers(data, JSON.parse(readFileSync(file, "utf8")) as LockFile);
  await Promise.all(places.map((place) => clearLeftover(join(data, place, "postgres/pgdata"))));
  const lock: LockFile = { pid: process.pid, children: [] };
  const save = () => writeFileSync(file, JSON.stringify(lock));
  save();
  return {
    remember(pid, script) {
      lock.children.push({ pid, script });
      save();
    },
    release: () => rmSync(file, { force: true }),
  };
}

async function clearLeftovers(data: string, { pid, children }: LockFile): Promise<void> {
  if (pid !== process.pid && commandLineOf(pid)?.includes("start.ts")) {
    throw new StartError(
      `Meridian already runs on ${data} (process ${pid}): stop it, or give this one another --data and --port.`,
    );
  }
  const mine = children.filter((child) => commandLineOf(child.pid)?.includes(child.script));
  await Promise.all(mine.map((child) => stopProcess(child.pid, "SIGTERM", 5000)));
}

/** `--fresh`: removes only a folder that this program made. */
export async function removeData(data: string): Promise<void> {
  if (!existsSync(data)) return;
  const strange =
    !existsSync(join(data, "secrets.json")) && readdirSync(data).some((name) => name !== "supervisor.json");
  if (strange)
    throw new StartError(`--fresh would empty ${data}, which does not look like Meridian's data: remove it yourself.`);
  await Promise.all(places.map((place) => removeCluster(join(data, place, "postgres"))));
  for (const name of readdirSync(data)) {
    if (name !== "supervisor.json") rmSync(join(data, name), { recursive: true, force: true });
  }
}
