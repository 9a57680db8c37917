import { expect, test } from "vitest";
import { combinations, usableOptions } from "./variant-matrix.ts";

test("without options there is one variant", () => {
  expect(combinations([])).toEqual([{}]);
});

test("each value of each option meets each of the others", () => {
  const options = [
    { name: "Colour", values: ["red", "blue"] },
    { name: "Size", values: ["S", "L"] },
  ];
  expect(combinations(options)).toEqual([
    { Colour: "red", Size: "S" },
    { Colour: "red", Size: "L" },
    { Colour: "blue", Size: "S" },
    { Colour: "blue", Size: "L" },
  ]);
});

test("unfinished options make no variants", () => {
  expect(
    usableOptions([
      { name: " ", values: ["a"] },
      { name: "Size", values: [] },
    ]),
  ).toEqual([]);
  expect(usableOptions([{ name: " Size ", values: ["S"] }])).toEqual([{ name: "Size", values: ["S"] }]);
});
