import { expect, test } from "vitest";
import { movedPositions, possibleParents, treeOf, type Category } from "./category-tree.ts";

const category = (id: string, path: string, position = 0, parent: string | null = null): Category => ({
  id: `cat_${id}`,
  path,
  parentId: parent === null ? null : `cat_${parent}`,
  titles: { de: path.split("/").at(-1) ?? "" },
  position,
  hidden: false,
  products: 0,
});
const all = [
  category("b", "b", 1),
  category("a2", "a/zwei", 0, "a"),
  category("a", "a", 0),
  category("a1", "a/eins", 0, "a"),
];

test("the tree goes down from its roots, neighbours by position and title", () => {
  expect(treeOf(all, "de").map(({ category: { path }, depth }) => `${depth} ${path}`)).toEqual([
    "0 a",
    "1 a/eins",
    "1 a/zwei",
    "0 b",
  ]);
});

test("nothing goes below itself", () => {
  expect(possibleParents(all, category("a", "a")).map(({ path }) => path)).toEqual(["b"]);
});

test("changing places gives equal positions an order, and leaves the ends alone", () => {
  const siblings = treeOf(all, "de").find(({ category: { id } }) => id === "cat_a1")?.siblings ?? [];
  expect(movedPositions(siblings, "cat_a1", 1)).toEqual([{ id: "cat_a1", position: 1 }]);
  expect(movedPositions(siblings, "cat_a1", -1)).toEqual([]);
  expect(movedPositions(siblings, "cat_a2", 1)).toEqual([]);
});
