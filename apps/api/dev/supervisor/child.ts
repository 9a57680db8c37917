import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { stopWithUs } from "../processes.ts";
import { root } from "../sources.ts";
import type { Env } from "./env.ts";

export interface ChildSpec {
  name: string;
  script: string;
  args?: string[];
  env: Env;
  /** Restart when a source changes. */
  watch?: boolean;
  /** Show what it writes to stderr: without this a crash is told once, with its last lines. */
  loud?: boolean;
}

export interface Child {
  name: string;
  pid: number | undefined;
  script: string;
  /** Settles when it ends. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Its last 20 log lines. */
  tail(): string[];
  signal(name: NodeJS.Signals): void;
}

const CODE_CACHE = join(root, ".cache/node-compile");

/** Starts one of our programs on the Node that runs us; its output goes to `<logs>/<name>.log`. */
export function startChild(spec: ChildSpec, logs: string, warn: (line: string) => void): Child {
  mkdirSync(logs, { recursive: true });
  const args = [...(spec.watch ? ["--watch", "--watch-preserve-output"] : []), spec.script, ...(spec.args ?? [])];
  const program = spawn(process.execPath, args, {
    cwd: root,
    // A group of its own: Ctrl-C reaches the supervisor alone, which stops the parts in order.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { NODE_COMPILE_CACHE: CODE_CACHE, NO_COLOR: "1", ...spec.env },
  });
  const log = createWriteStream(join(logs, `${spec.name}.log`), { mode: 0o600 });
  const tail: string[] = [];
  const take = (raw: string, shown: boolean) => {
    const line = stripVTControlCharacters(raw);
    log.write(`${line}\n`);
    // Frames of other people's code push the reason out of sight.
    if (!/^\s+at .*node_modules/.test(line)) tail.push(line);
    if (tail.length > 20) tail.shift();
    const message = forTerminal(line, shown);
    if (message) warn(`[${spec.name}] ${message}`);
  };
  createInterface({ input: program.stdout }).on("line", (line) => take(line, false));
  createInterface({ input: program.stderr }).on("line", (line) => take(line, spec.loud ?? false));
  const ended = endOf(program);
  const release = stopWithUs(program.pid, "TERM");
  void ended.then(() => {
    release();
    log.end();
  });
  return {
    name: spec.name,
    pid: program.pid,
    script: spec.script,
    ended,
    tail: () => tail,
    signal: (name) => {
      if (program.exitCode === null && program.signalCode === null) program.kill(name);
    },
  };
}

function endOf(child: ChildProcess): Child["ended"] {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: 1, signal: null }));
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

const WARN = 40;

/** What of a log line belongs on the terminal: pino's warnings and worse. */
function forTerminal(line: string, shown: boolean): string | undefined {
  if (!line.startsWith("{")) return shown && line.trim() !== "" ? line : undefined;
  try {
    const { level, msg } = JSON.parse(line) as { level?: number; msg?: string };
    return typeof level === "number" && level >= WARN ? (msg ?? line) : undefined;
  } catch {
    return line;
  }
}
