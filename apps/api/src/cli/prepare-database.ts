import { SettingError } from "../platform/env.ts";
import { ensureDatabase, ensureRoles, type Login } from "../platform/prepare-database.ts";
import { print, type Run } from "./command.ts";

const pairs = [
  ["CONTROL_DATABASE_OWNER_URL", "CONTROL_DATABASE_URL"],
  ["DATABASE_OWNER_URL", "DATABASE_URL"],
] as const;

function loginOf(url: string, name: string): Login {
  const { username, password } = new URL(url);
  if (username === "" || password === "") throw new SettingError(`${name} wants a user and a password.`);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Makes the roles and the database that the settings name, with the rights of `DATABASE_ADMIN_URL`. Repeatable. */
export const prepareDatabase: Run = async (_args, env) => {
  const admin = env["DATABASE_ADMIN_URL"];
  if (!admin) throw new SettingError("DATABASE_ADMIN_URL is not set: a role that may create roles and databases.");
  const wanted = pairs.filter(([ownerName, appName]) => env[ownerName] && env[appName]);
  if (wanted.length === 0) throw new SettingError("Neither CONTROL_DATABASE_OWNER_URL nor DATABASE_OWNER_URL is set.");
  for (const [ownerName, appName] of wanted) {
    const owner = loginOf(env[ownerName] ?? "", ownerName);
    const app = loginOf(env[appName] ?? "", appName);
    const name = decodeURIComponent(new URL(env[appName] ?? "").pathname.slice(1));
    await ensureRoles(admin, { ...owner, createdb: false }, app);
    await ensureDatabase(admin, name, owner, app);
    print(`${name}: roles ${owner.name} and ${app.name}, extensions in ext`);
  }
  return 0;
};
