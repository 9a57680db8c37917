import { randomBytes } from "node:crypto";
import { createSchema } from "@meridian/core/platform/migrate";
import { regionSchema } from "@meridian/core/platform-schema";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import pg from "pg";
import type { OwnDatabase } from "../../test/support/databases.ts";

const appRole = "meridian_app";

/** Opens so many shops in a region's database, each with the whole real schema; answers how long each schema took. */
export async function openMany(
  database: OwnDatabase,
  count: number,
): Promise<{ schemas: readonly string[]; millis: readonly number[] }> {
  const schemas: string[] = [];
  const millis: number[] = [];
  const open = async (): Promise<void> => {
    while (schemas.length < count) {
      const schema = `t_${randomBytes(10).toString("hex")}`;
      const number = schemas.push(schema);
      const started = performance.now();
      await createSchema(database.owner, schema, tenantMigrations, { appRole });
      millis.push(performance.now() - started);
      await database.owner.query(
        `insert into ${regionSchema}.tenants
           (id, slug, name, schema_name, status, default_locale, default_currency, version, settings_version, created_at)
         values ($1, $2, 'Bench', $3, 'active', 'de', 'EUR', 1, 1, now())`,
        [`ten_bench${number}`, `bench-${number}`, schema],
      );
    }
  };
  await Promise.all([open(), open()]);
  return { schemas, millis };
}

/** Lets the runtime role ask for its connections' memory, as `database prepare` does. */
export async function letAskForMemory({ appUrl }: OwnDatabase): Promise<void> {
  const url = new URL(process.env["TEST_DATABASE_ADMIN_URL"] ?? "");
  url.pathname = new URL(appUrl).pathname;
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(
    `grant select on pg_catalog.pg_backend_memory_contexts to ${appRole};
     grant execute on function pg_catalog.pg_get_backend_memory_contexts() to ${appRole}`,
  );
  await admin.end();
}
