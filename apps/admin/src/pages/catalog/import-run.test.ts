import { expect, test } from "vitest";
import { inImportOrder } from "./import-run.ts";

test("translations come after what they translate", () => {
  const names = ["b-translations.csv", "c.csv", "a.csv", "Übersetzungen.csv"].map((name) => ({ name }));
  expect(inImportOrder(names).map(({ name }) => name)).toEqual([
    "a.csv",
    "c.csv",
    "b-translations.csv",
    "Übersetzungen.csv",
  ]);
});
