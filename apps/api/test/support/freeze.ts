import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The server of a folder's cluster and its processes: one for each connection, and its own. */
function processesOf(dir: string): { server: number; children: readonly number[] } {
  const server = Number.parseInt(readFileSync(join(dir, "pgdata", "postmaster.pid"), "utf8"), 10);
  const children = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // `pid (name) state parent …`; the name may hold spaces.
      const parent = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[1];
      return Number(parent) === server ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
  return { server, children };
}

/**
 * Stops a cluster's processes where they are: sockets stay open and nothing answers, as with a machine whose disk or
 * network hangs. Whole, it takes no new connection either. Answers how to let them go on.
 */
export function freeze(dir: string, what: "whole" | "connections"): () => void {
  const { server, children } = processesOf(dir);
  const stopped = what === "whole" ? [server, ...children] : children;
  tell(stopped, "SIGSTOP");
  return () => tell(stopped, "SIGCONT");
}

/** Ends a cluster's processes where they are, as when its machine is killed: nothing more is written. */
export function killCluster(dir: string): void {
  const { server, children } = processesOf(dir);
  tell([server, ...children], "SIGKILL");
}

function tell(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}
