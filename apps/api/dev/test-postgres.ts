import { mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "./ports.ts";
import { ensureCluster, removeCluster } from "./postgres.ts";
import { commandLineOf } from "./processes.ts";
import keepCompiled from "./test/compile-cache.ts";

const CACHE = resolve(import.meta.dirname, "../../../.cache");
const PREFIX = "test-pg-";

/** Vitest's global set-up: one throw-away cluster per run. */
export default (): Promise<() => Promise<void>> => startTestPostgres();

/**
 * Starts one, the answer stops it. Its address is in TEST_DATABASE_OWNER_URL (may create databases and schemas),
 * TEST_DATABASE_URL (the runtime role) and TEST_DATABASE_ADMIN_URL (the superuser, for what prepares databases).
 */
export async function startTestPostgres(settings: Record<string, string> = {}): Promise<() => Promise<void>> {
  await sweepLeftovers();
  const dir = join(CACHE, `${PREFIX}${process.pid}`);
  const cluster = await ensureCluster({ dir, port: await freePort(), mode: "test", settings });
  keepCompiled();
  process.env["TEST_DATABASE_OWNER_URL"] = cluster.url("owner");
  process.env["TEST_DATABASE_URL"] = cluster.url("app");
  process.env["TEST_DATABASE_ADMIN_URL"] = cluster.url("superuser", "postgres");
  const abandon = () => cluster.abandon();
  process.on("exit", abandon);
  return async () => {
    process.off("exit", abandon);
    await cluster.stop();
    await removeCluster(dir);
  };
}

/** A run that was killed leaves its folder, and perhaps its server, behind. */
async function sweepLeftovers(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const names = readdirSync(CACHE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(PREFIX))
    .map((entry) => entry.name);
  for (const name of names) {
    const pid = Number(name.slice(PREFIX.length));
    if (!commandLineOf(pid)?.includes("node")) await removeCluster(join(CACHE, name));
  }
}
