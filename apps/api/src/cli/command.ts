/** Does what a command says, with the words after its name; answers the process's exit code. */
export type Run = (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;

/** A call that nobody could follow: its message and the help are shown, and the exit code is 2. */
export class UsageError extends Error {}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Rows in columns as wide as they need to be. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
