import { z } from "zod";
import type { Id } from "../kernel/ids.ts";
import type { ImportRecord, JobRow } from "./queries/imports.ts";
import { issueCodes } from "./rules/import/issue-codes.ts";
import { issue } from "./rules/import/shape.ts";
import { maxImportIssues } from "./import-schemas.ts";
import { type Import, type ImportIssue, ImportResult } from "./schemas.ts";

const Progress = z.object({ phase: z.string(), done: z.int(), total: z.int() });
const PictureResult = z.object({
  added: z.int(),
  warningCount: z.int(),
  warnings: z.array(z.object({ row: z.int().nullable(), code: z.enum(issueCodes), value: z.string() })),
});

/** An import as staff see it: its job, and behind it the job that fetches its pictures. */
export function importView(record: ImportRecord, jobs: ReadonlyMap<string, JobRow>): Import {
  const job = jobs.get(record.job_id);
  const pictures = record.pictures_job_id === null ? undefined : jobs.get(record.pictures_job_id);
  const result = ImportResult.safeParse(job?.result).data ?? null;
  const fetching = pictures !== undefined && pictures.state !== "done" && pictures.state !== "failed";
  const progress = Progress.safeParse(fetching ? pictures.progress : job?.progress).data ?? null;
  return {
    id: record.job_id as Id<"job">,
    fileName: record.file_name,
    format: record.format,
    dryRun: record.options.dryRun,
    state: stateOf(job, result, fetching),
    progress: fetching && progress === null ? { phase: "pictures", done: 0, total: result?.pictures ?? 0 } : progress,
    result: result && withPictures(result, pictures),
    errorCode: job?.error_code ?? null,
    createdAt: record.created_at.toISOString(),
    finishedAt: (fetching ? null : (pictures?.finished_at ?? job?.finished_at))?.toISOString() ?? null,
  };
}

function stateOf(job: JobRow | undefined, result: ImportResult | null, fetching: boolean): Import["state"] {
  if (job === undefined || job.state === "failed") return "failed";
  if (job.state === "queued") return "queued";
  if (job.state === "admitted") return "running";
  if (result !== null && result.errorCount > 0) return "refused";
  return fetching ? "running" : "done";
}

function withPictures(result: ImportResult, pictures: JobRow | undefined): ImportResult {
  const { data } = PictureResult.safeParse(pictures?.result);
  if (data === undefined) return result;
  const more: ImportIssue[] = data.warnings.map((one) => issue(one.row, null, one.code, one.value));
  return {
    ...result,
    pictures: data.added,
    warnings: [...result.warnings, ...more].slice(0, maxImportIssues),
    warningCount: result.warningCount + data.warningCount,
  };
}
