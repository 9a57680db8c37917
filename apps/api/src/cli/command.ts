/** One thing that the operator can do from a shell. */
export interface Command {
  /** The words that call it: `tenants list`. */
  readonly name: string;
  /** What stands after the name in the help text: `<email> --name=<name>`. */
  readonly usage: string;
  readonly summary: string;
  /** Does it with the words after the name; answers the process's exit code. */
  run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number>;
}

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
