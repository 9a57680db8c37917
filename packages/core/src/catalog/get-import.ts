import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { importView } from "./import-view.ts";
import { importRecord, jobsById } from "./queries/imports.ts";
import { GetImport } from "./import-schemas.ts";
import { Import } from "./schemas.ts";

/** How far an import is, and what became of it. */
export const getImport = read(
  "catalog.get_import",
  { access: { staff: "catalog.read" }, input: GetImport, output: Import },
  (ctx: TenantCtx, { id }) => findImport(ctx, id),
);

export async function findImport(ctx: Pick<TenantCtx, "db">, id: string): Promise<Import> {
  const record = await importRecord(ctx.db, id);
  if (record === undefined) throw notFound("import");
  return importView(record, await jobsById(ctx.db, [id, record.pictures_job_id ?? id]));
}
