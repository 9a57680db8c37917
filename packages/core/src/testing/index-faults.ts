import type { Migration } from "../platform/migrate.ts";

const ofTable = /\btable\s+(?:if\s+not\s+exists\s+)?\{schema\}\.(\w+)/gi;
const created = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?\{schema\}\.(\w+)/gi;
const index = /\bcreate\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?(\w+)\s+on\s+(?:only\s+)?\{schema\}\.(\w+)/gi;
const keyWords = /\b(?:unique|primary\s+key|exclude)\b(?!\s+using\s+index)/i;
/** A reason in the step itself: `-- small table: …`. */
const reason = /--\s*small table:\s*\S+/i;

/**
 * Steps that build an index on a table that was there before, by SQL that keeps the table's writers waiting: such an
 * index belongs into an `indexMigration`, unless the table is never large, which the step says. `known` are steps that
 * were applied before there was one. Answers a sentence for each.
 */
export function indexFaults(steps: readonly Migration[], known: ReadonlySet<string>): string[] {
  return steps.flatMap(({ name, sql }) => {
    if (known.has(name) || reason.test(sql)) return [];
    const own = new Set([...sql.matchAll(created)].map(([, table]) => table));
    const built = [...sql.matchAll(index)].map(([, what = "", table = ""]) => ({ what, table }));
    const keyed = sql
      .split(";")
      .filter((statement) => /^\s*(?:--.*\n\s*)*alter\s+table\b/i.test(statement) && keyWords.test(statement))
      .flatMap((statement) => [...statement.matchAll(ofTable)].map(([, table = ""]) => ({ what: "a key", table })));
    return [...built, ...keyed]
      .filter(({ table }) => !own.has(table))
      .map(({ what, table }) => `${name}: ${what} keeps the writers of ${table} waiting`);
  });
}
