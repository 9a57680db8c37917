import { spawnSync } from "node:child_process";

/** How a program of PostgreSQL is started: as ourselves, or as `nobody` when we are root. */
export interface RunAs {
  prefix: string[];
  identity?: { uid: number; gid: number };
  /** Whom the data folder must belong to. */
  owner?: { uid: number; gid: number };
}

const CAPABILITIES = "+dac_override,+dac_read_search";

/**
 * PostgreSQL refuses to run as root. `nobody` may be unable to pass a 0700 folder on the way to the
 * programs or the data; then the process keeps just the two capabilities that read past file modes.
 */
export function chooseRunAs(folder: string, initdb: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = nobody();
  const plain: RunAs = { prefix: [], identity: owner, owner };
  if (works(plain, folder, initdb)) return plain;
  const capable: RunAs = { prefix: capabilityPrefix(owner), owner };
  if (works(capable, folder, initdb)) return capable;
  throw new Error(
    `PostgreSQL does not run as root, and the user nobody cannot reach ${folder}: move the checkout to a folder that others may enter, or run as an ordinary user.`,
  );
}

/** The program and arguments that run `program` under that identity. */
export function commandLine({ prefix }: RunAs, program: string, args: string[]): [string, string[]] {
  const [first, ...rest] = prefix;
  return first === undefined ? [program, args] : [first, [...rest, program, ...args]];
}

function capabilityPrefix({ uid, gid }: { uid: number; gid: number }): string[] {
  return [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    `--inh-caps=${CAPABILITIES}`,
    `--ambient-caps=${CAPABILITIES}`,
    // Without this bit access(2), which PostgreSQL asks, ignores capabilities of a non-root user.
    "--securebits=+no_setuid_fixup",
    "--",
  ];
}

/** `initdb --show` looks for its sister programs and the share folder, and changes nothing. */
function works(runAs: RunAs, folder: string, initdb: string): boolean {
  const script = 'test -x "$1" && exec "$2" --show --pgdata="$1"';
  const [command, args] = commandLine(runAs, "sh", ["-c", script, "sh", folder, initdb]);
  return spawnSync(command, args, { ...runAs.identity, cwd: "/", stdio: "ignore" }).status === 0;
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  const [uid, gid] = [id("-u"), id("-g")];
  if (Number.isInteger(uid) && uid > 0 && Number.isInteger(gid)) return { uid, gid };
  return { uid: 65534, gid: 65534 };
}
