import { DomainError } from "../kernel/errors.ts";
import { enqueue } from "../platform/jobs.ts";
import { write } from "../platform/verb.ts";
import { findImport } from "./get-import.ts";
import { importCatalog } from "./import-catalog.ts";
import { readContent } from "./import/read-content.ts";
import { insertImport } from "./queries/imports.ts";
import { maxImportBytes, StartImport } from "./import-schemas.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { Import } from "./schemas.ts";

/** Takes a file and leaves it to the worker. A file of an unknown kind is refused at once. */
export const startImport = write(
  "catalog.start_import",
  {
    access: { staff: "catalog.write" },
    urgency: "extra",
    input: StartImport,
    output: Import,
    audit: (input, output) => ({ subject: output.id, details: { format: output.format, dryRun: input.dryRun } }),
    leaves: ["jobs"],
  },
  async (ctx, { fileName, content, ...options }) => {
    if (Buffer.byteLength(content) > maxImportBytes)
      throw new DomainError<CatalogErrorCode>("limit", "catalog.import_too_large");
    // A text column holds no NUL; a file with one is a spreadsheet or a picture, not text.
    if (content.includes("\0")) throw new DomainError<CatalogErrorCode>("invalid", "catalog.import_not_text");
    // What was not UTF-8 arrives as replacement characters, and would stay so.
    if (content.includes("\uFFFD")) throw new DomainError<CatalogErrorCode>("invalid", "catalog.import_not_utf8");
    const read = await readContent(content);
    if (read.kind === "malformed")
      throw new DomainError<CatalogErrorCode>("invalid", "catalog.import_malformed", { row: read.row });
    if (read.kind === "unknown") throw new DomainError<CatalogErrorCode>("invalid", "catalog.import_unknown_format");
    const createdAt = ctx.now();
    const id = await enqueue(ctx.db, importCatalog, {}, createdAt);
    await insertImport(ctx.db, {
      job_id: id,
      file_name: fileName,
      format: read.format,
      options,
      content,
      created_at: createdAt,
    });
    return findImport(ctx, id);
  },
);
