import { z } from "zod";
import { id, instant, line } from "../wire.ts";
import { importFormats } from "./rules/import/shape.ts";

/** Shapes of the import. Only the server reads this file; consoles take the types from the router. */
export const maxImportBytes = 8 * 1024 * 1024;

export const StartImport = z.object({
  fileName: line(200),
  /** The file's text: CSV or JSON. */
  content: z.string().min(1).max(maxImportBytes),
  /** Only says what the import would do. */
  dryRun: z.boolean().default(false),
  /** New products stay drafts, whatever the file says. */
  keepAsDraft: z.boolean().default(false),
  /** Columns of the file to leave out. */
  ignoreColumns: z.array(line(200)).max(100).default([]),
});
export type StartImport = z.output<typeof StartImport>;

/** Something about a row: an error keeps the whole file out, a warning does not. */
export const ImportIssue = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string().nullable(),
});

export const maxImportIssues = 200;
export const ImportResult = z.object({
  products: z.int(),
  created: z.int(),
  changed: z.int(),
  variants: z.int(),
  prices: z.int(),
  translations: z.int(),
  pictures: z.int(),
  warnings: z.array(ImportIssue),
  warningCount: z.int(),
  errors: z.array(ImportIssue),
  errorCount: z.int(),
});
export type ImportResult = z.output<typeof ImportResult>;

export const Import = z.object({
  id: id("job"),
  fileName: z.string(),
  format: z.enum(importFormats),
  dryRun: z.boolean(),
  /** `refused`: the file has errors and nothing was changed. */
  state: z.enum(["queued", "running", "done", "refused", "failed"]),
  progress: z.object({ phase: z.string(), done: z.int(), total: z.int() }).nullable(),
  result: ImportResult.nullable(),
  errorCode: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type Import = z.output<typeof Import>;

export const GetImport = z.object({ id: id("job") });
export const Imports = z.object({ items: z.array(Import) });
/** Every error and warning as a CSV file. */
export const ImportReport = z.object({ fileName: z.string(), csv: z.string() });
