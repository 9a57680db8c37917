import { SettingError } from "../platform/env.ts";
import { ensureDatabase, ensureRoles, type Login } from "../platform/prepare-database.ts";
import { print, type Run } from "./command.ts";
import { databaseUrls } from "./owned-databases.ts";

function loginOf(url: string): Login {
  const { username, password, pathname } = new URL(url);
  if (username === "" || password === "") {
    throw new SettingError(`The addresses of ${pathname.slice(1)} want a user and a password.`);
  }
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Makes the roles and the databases that the settings name, with the rights of `DATABASE_ADMIN_URL`. Repeatable. */
export const prepareDatabase: Run = async (_args, env) => {
  const admin = env["DATABASE_ADMIN_URL"];
  if (!admin) throw new SettingError("DATABASE_ADMIN_URL is not set: a role that may create roles and databases.");
  const { control, cells } = databaseUrls(env);
  const wanted = [control, ...cells.values()].flatMap(({ owner, app }) =>
    owner === undefined || app === undefined ? [] : [{ owner, app }],
  );
  if (wanted.length === 0) throw new SettingError("Neither CONTROL_DATABASE_OWNER_URL nor DATABASE_OWNER_URL is set.");
  for (const urls of wanted) {
    const owner = loginOf(urls.owner);
    const app = loginOf(urls.app);
    const name = decodeURIComponent(new URL(urls.app).pathname.slice(1));
    await ensureRoles(admin, { ...owner, createdb: false }, app);
    await ensureDatabase(admin, name, owner, app);
    print(`${name}: roles ${owner.name} and ${app.name}, extensions in ext`);
  }
  return 0;
};
