import { z } from "zod";
import { id, line } from "../wire.ts";
import { Import } from "./schemas.ts";

/** What the import is asked. Its answers are in `schemas.ts`. */
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

/** So many errors and warnings are kept: more than anybody reads. */
export const maxImportIssues = 200;

export const GetImport = z.object({ id: id("job") });
export const Imports = z.object({ items: z.array(Import) });
/** Every error and warning as a CSV file. */
export const ImportReport = z.object({ fileName: z.string(), csv: z.string() });
