import { expect, test } from "vitest";
import { faultRows, faultTable } from "./fault-table.ts";

const assertion = (title: string, status: string) => ({
  ancestorTitles: ["a killed worker"],
  title,
  status,
  duration: 1500,
});

test("each test is a row, and a file that broke outside its tests is a failure", () => {
  const rows = faultRows({
    testResults: [
      {
        name: "/x/worker-killed.test.ts",
        status: "failed",
        assertionResults: [assertion("loses no mail", "passed"), assertion("sends none twice", "failed")],
      },
      { name: "/x/disk-full.test.ts", status: "failed", assertionResults: [assertion("goes on", "skipped")] },
      { name: "/x/region-away.test.ts", status: "passed", assertionResults: [] },
    ],
  });
  expect(rows.map(({ fault, shown, result }) => [fault, shown, result])).toEqual([
    ["a killed worker", "loses no mail", "passed"],
    ["a killed worker", "sends none twice", "FAILED"],
    ["a killed worker", "goes on", "not run"],
    ["disk full", "its preparation", "FAILED"],
  ]);
  expect(faultTable(rows)[1]).toMatch(/^a killed worker +loses no mail +passed +1\.5$/);
});
