import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** The command line of a living process, or undefined when there is none with this id. */
export function commandLineOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  // Slim containers have no `ps`, other systems have no /proc.
  if (existsSync("/proc/self/cmdline")) {
    const file = `/proc/${pid}/cmdline`;
    return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\0", " ").trim() : undefined;
  }
  const result = spawnSync("ps", ["-o", "command=", "-ww", "-p", String(pid)], {
    encoding: "utf8",
  });
  return result.stdout?.trim() || undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Stops a process that is not our child (so no exit event tells us): asks, then insists. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, signal);
  const deadline = Date.now() + patienceMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      process.kill(pid, "SIGKILL");
      return;
    }
    await delay(20);
  }
}

/**
 * Stops a process of another group even when we are killed outright: the pipe to a small shell closes with
 * us, and the shell sends the signal. Returns what to call once the process has ended by itself.
 */
export function stopWithUs(pid: number | undefined, signal: "INT" | "TERM"): () => void {
  if (pid === undefined || process.platform === "win32") return () => undefined;
  const script = 'read -r _; kill -"$2" "$1"';
  const guard = spawn("sh", ["-c", script, "sh", String(pid), signal], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => undefined);
  guard.unref();
  return () => guard.kill("SIGKILL");
}
