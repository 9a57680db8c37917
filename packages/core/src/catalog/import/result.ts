import { maxImportIssues } from "../import-schemas.ts";
import type { ImportIssue, ImportResult } from "../schemas.ts";

/** Figures of an import while it runs. */
export class ImportTally {
  created = 0;
  changed = 0;
  prices = 0;
  pictures = 0;
  readonly warnings: ImportIssue[] = [];
  readonly errors: ImportIssue[] = [];

  /** What is shown and kept: every figure, and so many issues that they can still be read. */
  result(counts: Pick<ImportResult, "products" | "variants" | "translations">): ImportResult {
    return {
      ...counts,
      created: this.created,
      changed: this.changed,
      prices: this.prices,
      pictures: this.pictures,
      warnings: this.warnings.slice(0, maxImportIssues),
      warningCount: this.warnings.length,
      errors: this.errors.slice(0, maxImportIssues),
      errorCount: this.errors.length,
    };
  }
}
