import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseOptions } from "./options.ts";
import { countsOf, linesOf } from "./report.ts";
import { runConformance } from "./run.ts";
import { tallyConformance } from "./tally.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "cases-"));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const split = (id: string, expected: readonly number[]) => ({ id, total: 5, weights: [1, 1], expected });
const sale = (id: string, unitPriceMinor: number | string, tags: readonly string[] = []) => ({
  id,
  currency: "EUR",
  tags,
  inputs: {
    rounding: "line",
    lines: [{ unitPriceMinor, qty: 1, inclusive: false, discountMinor: 0, taxRateBps: 1900 }],
  },
  expected: { total: { tax: 19, gross: 119 } },
});

describe("every case under the folder meets its function", () => {
  test("files are known by what they say they are, whatever they are called", async () => {
    const folder = folderWith({
      "money/kept-back.json": { schema: "allocate/v1", cases: [split("right", [3, 2]), split("wrong", [2, 3])] },
      "tax/more-2.json": {
        schema: "tax-case/v3",
        cases: [sale("sale", 100), sale("thirds", "33.3", ["sub-minor-price"])],
      },
    });
    const report = await runConformance(folder, null);
    expect(report.files.map(({ path, passed, skipped }) => [path, passed, skipped])).toEqual([
      ["money/kept-back.json", 1, {}],
      ["tax/more-2.json", 1, { "sub-minor-price": 1 }],
    ]);
    expect(report.files[0]?.failures).toEqual([{ id: "wrong", expected: [2, 3], got: [3, 2] }]);
    const lines = linesOf(report);
    expect(lines.at(-1)).toBe("2 passed, 1 failed, 1 skipped");
    expect(lines).toContain("      expected [2,3]");
    expect(lines).toContain("      got      [3,2]");
  });

  test("a tag that nobody reviewed skips nothing", async () => {
    const folder = folderWith({ "tax/a.json": { schema: "tax-case/v1", cases: [sale("a", "33.3", ["too-hard"])] } });
    expect(countsOf(await runConformance(folder, null))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("a function that throws fails its case, and the rest go on", async () => {
    const broken = { ...split("broken", [1]), weights: [-1] };
    const folder = folderWith({ "a.json": { schema: "allocate/v1", cases: [broken, split("right", [3, 2])] } });
    const report = await runConformance(folder, null);
    expect(countsOf(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(report.files[0]?.failures[0]).toMatchObject({ id: "broken", got: "RangeError: a weight is not negative" });
  });

  test("a file without cases, or of another shape than it says, fails", async () => {
    const folder = folderWith({
      "empty.json": { schema: "allocate/v1", cases: [] },
      "odd.json": { schema: "allocate/v1", sums: {} },
    });
    expect(countsOf(await runConformance(folder, null))).toEqual({ passed: 0, failed: 2, skipped: 0 });
  });

  test("only the area that is asked for; a folder that is an area is named after itself", async () => {
    const cases = { schema: "allocate/v1", cases: [split("a", [3, 2])] };
    const folder = folderWith({ "money/a.json": cases, "other/b.json": cases });
    expect((await runConformance(folder, "money")).files).toHaveLength(1);
    expect((await runConformance(join(folder, "money"), "money")).files).toHaveLength(1);
  });

  test("what is not known, and what no function answers yet, is told", async () => {
    const folder = folderWith({
      "x/odd.txt": "?",
      "x/bad.json": "{",
      "consent/t.json": { schema: "tcf/v1", cases: [] },
    });
    const lines = linesOf(await runConformance(folder, null));
    expect(lines).toEqual([
      "no function yet: consent/t.json (reading TCF strings)",
      "not known: x/bad.json",
      "not known: x/odd.txt",
      "0 passed, 0 failed, 0 skipped",
    ]);
  });
});

test("a day's rates beside the cases are what they are converted at", async () => {
  const folder = folderWith({
    "money/day.json": { schema: "ecb-reference-rates/v1", base: "EUR", date: "2026-01-02", rates: { USD: "1.25" } },
    "money/day.xml": `<gesmes:Envelope><Cube time="2026-01-02"><Cube currency="USD" rate="1.25"/></Cube>`,
    "money/fx-b.json": {
      schema: "fx/v1",
      cases: [
        { id: "right", date: "2026-01-02", from_: "EUR", to: "USD", minor: 2, halfUp: 3, halfEven: 2 },
        { id: "no rates that day", date: "2026-01-03", from_: "EUR", to: "USD", minor: 2, halfUp: 3, halfEven: 2 },
      ],
    },
  });
  expect(countsOf(await runConformance(folder, null))).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

test("options: a folder by name or by the environment, none is none", () => {
  expect(parseOptions(["--data", "a", "--area=tax"], { CONFORMANCE_DATA: "b" })).toEqual({ data: "a", area: "tax" });
  expect(parseOptions(["--"], { CONFORMANCE_DATA: "b" })).toEqual({ data: "b", area: null });
  expect(parseOptions([], {})).toEqual({ data: null, area: null });
  expect(() => parseOptions(["--aera", "tax"], {})).toThrow(/--aera/);
});

test("as a part of all tests: not run without a folder, failed without cases", async () => {
  expect(await tallyConformance(undefined)).toMatchObject({ passed: 0, failed: 0 });
  expect(await tallyConformance("/nowhere/at/all")).toMatchObject({ failed: 1 });
  expect(await tallyConformance(folderWith({ "a.txt": "" }))).toMatchObject({ failed: 1 });
});
