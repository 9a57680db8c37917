import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newCredentials, readCredentials, writeCredentials } from "./credentials.ts";
import { commandLine } from "./run-as.ts";
import type { RunAs } from "./run-as.ts";

/**
 * Creates `<dir>/pgdata` once. It is built under another name and renamed last: a crash half-way
 * leaves nothing that looks like a database.
 */
export async function initialise(dir: string, initdb: string, runAs: RunAs): Promise<void> {
  const data = join(dir, "pgdata");
  if (existsSync(data)) {
    if (readCredentials(dir)) return;
    throw new Error(
      `${data} holds a database, but its passwords (${join(dir, "credentials.json")}) are gone: restore that file, or begin anew with --fresh.`,
    );
  }
  const building = join(dir, "pgdata.new");
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true, mode: 0o700 });
  const credentials = newCredentials();
  const passwordFile = join(dir, "initdb-password");
  writeFileSync(passwordFile, credentials.passwords.superuser, { mode: 0o600 });
  if (runAs.owner) {
    for (const path of [building, passwordFile]) chownSync(path, runAs.owner.uid, runAs.owner.gid);
  }
  try {
    await runInitdb(initdb, building, passwordFile, runAs);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeCredentials(dir, credentials);
  renameSync(building, data);
}

function runInitdb(initdb: string, data: string, passwordFile: string, runAs: RunAs): Promise<void> {
  // The built-in C.UTF-8 sorts the same on every machine; people's orders ask for an ICU collation.
  const args = [
    `--pgdata=${data}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    // pg_trgm still asks the C library what a letter is: under plain C it drops ö, é, я.
    `--lc-ctype=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
  ];
  const [command, fullArgs] = commandLine(runAs, initdb, args);
  return new Promise((resolve, reject) => {
    const child = spawn(command, fullArgs, { ...runAs.identity, cwd: "/", detached: true });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed for ${data}: ${output.trim().split("\n").slice(-3).join(" ")}`));
    });
  });
}
