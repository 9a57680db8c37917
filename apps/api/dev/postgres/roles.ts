import * as prepare from "../../src/platform/prepare-database.ts";
import type { Login } from "../../src/platform/prepare-database.ts";
import { roleNames } from "./credentials.ts";
import type { Credentials } from "./credentials.ts";

const loginOf = (role: "owner" | "app", { passwords }: Credentials): Login => ({
  name: roleNames[role],
  password: passwords[role],
});

/** The two roles of a cluster: `meridian_owner` migrates, and may create the tests' databases; `meridian_app` serves. */
export function ensureRoles(superuserUrl: string, credentials: Credentials): Promise<void> {
  return prepare.ensureRoles(
    superuserUrl,
    { ...loginOf("owner", credentials), createdb: true },
    loginOf("app", credentials),
  );
}

export function ensureDatabase(superuserUrl: string, name: string, credentials: Credentials): Promise<void> {
  return prepare.ensureDatabase(superuserUrl, name, loginOf("owner", credentials), loginOf("app", credentials));
}
