import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type ClusterRole = "superuser" | "owner" | "app";

export const roleNames: Record<ClusterRole, string> = {
  superuser: "postgres",
  owner: "meridian_owner",
  app: "meridian_app",
};

/** Raise when the statements of roles.ts change: clusters prepared by an older version run them again. */
export const PREPARED_VERSION = 2;

export interface Credentials {
  passwords: Record<ClusterRole, string>;
  /** Version of the roles and database last prepared here; 0 = not yet. */
  prepared: number;
}

export function newCredentials(): Credentials {
  const password = () => randomBytes(24).toString("base64url");
  return {
    passwords: { superuser: password(), owner: password(), app: password() },
    prepared: 0,
  };
}

export function readCredentials(dir: string): Credentials | undefined {
  const file = join(dir, "credentials.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Credentials) : undefined;
}

/** Written beside and renamed, so that a crash never leaves half a file. */
export function writeCredentials(dir: string, credentials: Credentials): void {
  const file = join(dir, "credentials.json");
  writeFileSync(`${file}.new`, JSON.stringify(credentials, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
