import type { Db, Tx } from "../../platform/db.ts";
import { infra } from "../../platform/infra-tables.ts";
import type { ImportOptions } from "../tables.ts";
import { anyOf, catalog } from "./products.ts";
import type { ImportFormat } from "../schemas.ts";

export interface ImportRecord {
  readonly job_id: string;
  readonly file_name: string;
  readonly format: ImportFormat;
  readonly options: ImportOptions;
  readonly pictures_job_id: string | null;
  readonly created_at: Date;
}

const columns = ["job_id", "file_name", "format", "options", "pictures_job_id", "created_at"] as const;

export async function insertImport(
  tx: Tx<"tenant">,
  record: Omit<ImportRecord, "pictures_job_id"> & { readonly content: string },
): Promise<void> {
  await catalog(tx)
    .insertInto("imports")
    .values({ ...record, options: JSON.stringify(record.options), pictures_job_id: null })
    .execute();
}

/** An import with its file's text, which is kept until it is done. */
export function importWithContent(db: Db<"tenant">, jobId: string) {
  return catalog(db)
    .selectFrom("imports")
    .select(columns)
    .select("content")
    .where("job_id", "=", jobId)
    .executeTakeFirst();
}

export function listImportRecords(db: Db<"tenant">, limit: number): Promise<ImportRecord[]> {
  return catalog(db).selectFrom("imports").select(columns).orderBy("job_id", "desc").limit(limit).execute();
}

export function importRecord(db: Db<"tenant">, jobId: string): Promise<ImportRecord | undefined> {
  return catalog(db).selectFrom("imports").select(columns).where("job_id", "=", jobId).executeTakeFirst();
}

/** Ends an import: its file is let go, and its pictures are left to another job. */
export async function endImport(tx: Tx<"tenant">, jobId: string, picturesJobId: string | null): Promise<void> {
  await catalog(tx)
    .updateTable("imports")
    .set({ content: null, pictures_job_id: picturesJobId })
    .where("job_id", "=", jobId)
    .execute();
}

/** How far jobs are. */
export interface JobRow {
  readonly id: string;
  readonly state: "queued" | "admitted" | "done" | "failed";
  readonly progress: unknown;
  readonly result: unknown;
  readonly error_code: string | null;
  readonly finished_at: Date | null;
}

export async function jobsById(db: Db<"tenant">, ids: readonly string[]): Promise<Map<string, JobRow>> {
  if (ids.length === 0) return new Map();
  const rows = await infra(db)
    .selectFrom("jobs")
    .select(["id", "state", "progress", "result", "error_code", "finished_at"])
    .where("id", "=", anyOf(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
