/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  /** What it should keep to, or what it is compared with; empty where it stands for itself. */
  readonly limit: string;
  /** Null where nothing is promised. */
  readonly ok: boolean | null;
}

/** A part of the bench; parts that need something absent answer why. */
export type Part = () => Promise<readonly Row[] | { readonly notRun: string }>;

const digits = (figure: number): string =>
  Number.isInteger(figure) || figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3);

export function atMost(name: string, figure: number, unit: string, limit: number): Row {
  return { name, figure, unit, limit: `≤ ${limit}`, ok: figure <= limit };
}

export function told(name: string, figure: number, unit: string, limit = ""): Row {
  return { name, figure, unit, limit, ok: null };
}

/** Rows in columns, the figures to the right. */
export function tableOf(rows: readonly Row[]): string[] {
  const head = ["name", "figure", "unit", "limit", "ok?"];
  const cells = rows.map(({ name, figure, unit, limit, ok }) => {
    return [name, digits(figure), unit, limit, ok === null ? "" : ok ? "yes" : "NO"];
  });
  const widths = head.map((_, i) => Math.max(...[head, ...cells].map((row) => row[i]?.length ?? 0)));
  return [head, ...cells].map((row) =>
    row
      .map((cell, i) => (i === 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

const batches = 9;

/**
 * Milliseconds of this process's CPU that one run takes: the middle of nine batches of `times`, after as many runs
 * to warm up, so that neither compiling nor a neighbour on the machine counts.
 */
export async function cpuOf(run: () => unknown, times: number): Promise<number> {
  const figures: number[] = [];
  for (let i = 0; i < times * batches; i++) await run();
  for (let batch = 0; batch < batches; batch++) {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i++) await run();
    const { user, system } = process.cpuUsage(before);
    figures.push((user + system) / 1000 / times);
  }
  return figures.toSorted((a, b) => a - b)[Math.floor(batches / 2)] ?? Number.NaN;
}
