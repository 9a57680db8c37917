/** What a test of vitest's JSON report tells. */
interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly duration?: number | null;
}
export interface FaultReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly Assertion[];
  }[];
}

export interface FaultRow {
  readonly fault: string;
  readonly shown: string;
  readonly result: "passed" | "FAILED" | "not run";
  readonly seconds: number;
}

const fileOf = (path: string): string =>
  (path.split("/").at(-1) ?? path).replace(/\.test\.ts$/, "").replaceAll("-", " ");

function resultOf(status: string): FaultRow["result"] {
  if (status === "passed") return "passed";
  return status === "failed" ? "FAILED" : "not run";
}

/** One row for each test; a file that could not be loaded is a failure of its own. */
export function faultRows({ testResults }: FaultReport): FaultRow[] {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const rows = assertionResults.map((test) => ({
      fault: test.ancestorTitles.filter((title) => title !== "").join(", ") || fileOf(name),
      shown: test.title,
      result: resultOf(test.status),
      seconds: (test.duration ?? 0) / 1000,
    }));
    const told = rows.some((row) => row.result === "FAILED");
    const broken: FaultRow = { fault: fileOf(name), shown: "its preparation", result: "FAILED", seconds: 0 };
    return status === "failed" && !told ? [...rows, broken] : rows;
  });
}

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

export function faultTable(rows: readonly FaultRow[]): string[] {
  const cells = [
    ["fault", "what was shown", "result", "s"],
    ...rows.map(({ fault, shown, result, seconds }) => [cut(fault, 48), cut(shown, 96), result, seconds.toFixed(1)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
