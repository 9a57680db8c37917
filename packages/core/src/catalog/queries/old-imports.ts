import type { Db } from "../../platform/db.ts";
import type { InfraTables } from "../../platform/infra-tables.ts";
import type { CatalogTables } from "../tables.ts";

const tables = (db: Db<"tenant">) => db.tables<CatalogTables & InfraTables>();

/** Jobs that ended before a moment; one that is tried again has no end yet. */
const ended = (db: Db<"tenant">, before: Date) =>
  tables(db)
    .selectFrom("jobs")
    .select("jobs.id")
    .where("jobs.state", "in", ["done", "failed"])
    .where("jobs.finished_at", "<", before);

/** Lets the files of imports go that ended before a moment. */
export async function dropFilesBefore(db: Db<"tenant">, before: Date): Promise<void> {
  await tables(db)
    .updateTable("imports")
    .set({ content: null })
    .where("content", "is not", null)
    .where("job_id", "in", ended(db, before))
    .execute();
}

/** Deletes imports that ended before a moment, unless their pictures did not. */
export async function forgetImportsBefore(db: Db<"tenant">, before: Date): Promise<void> {
  await tables(db)
    .deleteFrom("imports")
    .where("job_id", "in", ended(db, before))
    .where((eb) => eb.or([eb("pictures_job_id", "is", null), eb("pictures_job_id", "in", ended(db, before))]))
    .execute();
}
