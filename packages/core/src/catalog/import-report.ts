import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findImport } from "./get-import.ts";
import { csv } from "./rules/csv.ts";
import { GetImport, ImportReport } from "./import-schemas.ts";

/** The errors and warnings of an import as a file for a spreadsheet. */
export const importReport = read(
  "catalog.import_report",
  { access: { staff: "catalog.read" }, urgency: "extra", input: GetImport, output: ImportReport },
  async (ctx: TenantCtx, { id }) => {
    const { fileName, result } = await findImport(ctx, id);
    const lines = [
      ...(result?.errors ?? []).map((one) => ["error", one.row, one.column, one.code, one.value]),
      ...(result?.warnings ?? []).map((one) => ["warning", one.row, one.column, one.code, one.value]),
    ];
    return {
      fileName: `${fileName.replace(/\.[^.]*$/, "")}-report.csv`,
      csv: csv([["kind", "row", "column", "code", "value"], ...lines]),
    };
  },
);
