import { expect, test } from "vitest";
import { known, type Part, together } from "./parts.ts";

const column = {} as Part<unknown>["columns"][number];
const numbers = (count: number): Part<number[]> => ({
  columns: Array.from({ length: count }, () => column),
  take: (values) => values.map(Number),
});

test("each part takes its own columns, however they are nested", () => {
  const inner = together({ two: numbers(2), none: known("x") }, ({ two, none }) => `${none}${two.join()}`);
  const outer = together({ first: numbers(1), inner, last: numbers(3) });
  expect(outer.columns).toHaveLength(6);
  expect(outer.take([1, 2, 3, 4, 5, 6])).toEqual({ first: [1], inner: "x2,3", last: [4, 5, 6] });
});

test("what is known needs no column", () => {
  expect(together({ a: known(1), b: known(null) }).columns).toEqual([]);
});
