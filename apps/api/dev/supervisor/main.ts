import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../sources.ts";
import { checkPorts } from "./check-ports.ts";
import { closingBlock, readDemo } from "./closing-block.ts";
import { startDatabases } from "./databases.ts";
import type { EnvInput } from "./env.ts";
import { createGroup, PartDied } from "./group.ts";
import { launch } from "./launch.ts";
import { removeData, takeLock } from "./lock.ts";
import { parseStartOptions, StartError } from "./options.ts";
import { portsFrom } from "./ports.ts";
import { ensureSecrets } from "./secrets.ts";
import { readUserSettings } from "./settings.ts";

const seconds = () => performance.now() / 1000;
const say = (text: string) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${text}`);

/** `pnpm start` and `pnpm dev`: the whole installation as one process that starts, watches and stops the others. */
async function main(): Promise<number> {
  const running: { kill(): void }[] = [];
  const asked = signalled(() => {
    for (const group of running) group.kill();
    process.exit(130);
  });
  const options = parseStartOptions(process.argv.slice(2));
  const user = readUserSettings(process.env);
  const { data } = options;
  const ports = portsFrom(options.basePort);
  const lock = await takeLock(data);
  try {
    await checkPorts(ports, options.basePort);
    if (options.fresh) await removeData(data);
  } catch (error) {
    lock.release();
    throw error;
  }
  console.log(`Meridian starts on port ${options.basePort} and above; data in ${relative(root, data) || "."}`);

  const secrets = ensureSecrets(data);
  const input: EnvInput = { ports, data, secrets, watch: options.watch, user: user.region, parent: process.env };
  const logs = join(data, "logs");
  rmSync(logs, { recursive: true, force: true });
  const apps = createGroup(logs, lock, console.error);
  const helpers = createGroup(logs, lock, console.error);
  const databases = startDatabases(data, ports, user);
  const stopAll = async () => {
    await apps.stop();
    await helpers.stop();
    await databases.stop();
    lock.release();
  };
  running.push(apps, helpers, databases);
  const lost = Promise.race([apps.died, helpers.died, databases.died]);
  const launched = launch({ input, databases, apps, helpers, demo: options.demo, rows: options.rows, say });
  try {
    const ready = await Promise.race([launched.then(() => true), asked, lost]);
    if (ready === true) {
      console.log(closingBlock(input, seconds(), readDemo(data)));
      await Promise.race([asked, lost]);
    }
    console.log("\nStopping…");
    launched.catch(() => undefined);
    await stopAll();
    console.log("Stopped.");
    return 0;
  } catch (error) {
    console.error(`\n${sentence(error)}\n\nStopping…`);
    launched.catch(() => undefined);
    await stopAll();
    return 1;
  }
}

/** Resolves at the first request to stop; at the second, nothing is waited for. */
function signalled(kill: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(name, () => {
        if (asked && name === "SIGINT") kill();
        asked = true;
        resolve(name);
      });
    }
  });
}

function sentence(error: unknown): string {
  if (error instanceof StartError || error instanceof PartDied) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(sentence(error));
  process.exitCode = 1;
}
// The demo shop's server and idle sockets must not keep a stopped supervisor alive.
process.exit();
