import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandLineOf, stopProcess } from "../processes.ts";

/**
 * A supervisor that was killed hard leaves its PostgreSQL running: it is stopped. After a reboot the
 * pid in the file may be somebody else's, and PostgreSQL would refuse to start: the file goes.
 */
export async function clearLeftover(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const command = commandLineOf(pid);
  if (command === undefined) return;
  if (command.includes(data)) await stopProcess(pid, "SIGINT", 20_000);
  else rmSync(file, { force: true });
}
