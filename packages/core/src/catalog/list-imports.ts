import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { importView } from "./import-view.ts";
import { jobsById, listImportRecords } from "./queries/imports.ts";
import { Imports } from "./import-schemas.ts";

const newest = 50;

/** The newest imports. */
export const listImports = read(
  "catalog.list_imports",
  { access: { staff: "catalog.read" }, input: nothing, output: Imports },
  async (ctx: TenantCtx) => {
    const records = await listImportRecords(ctx.db, newest);
    const jobs = await jobsById(
      ctx.db,
      records.flatMap((record) => [record.job_id, record.pictures_job_id ?? record.job_id]),
    );
    return { items: records.map((record) => importView(record, jobs)) };
  },
);
