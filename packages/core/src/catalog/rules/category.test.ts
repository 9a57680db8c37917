import fc from "fast-check";
import { expect, test } from "vitest";
import { planMove } from "./category.ts";

interface Row {
  readonly id: string;
  readonly parent_id: string | null;
  readonly path: string;
}

const ids = ["a", "b", "c", "d", "e", "f"] as const;
const moves = fc.array(fc.tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...ids))), { maxLength: 40 });

/** What the database does with a decided move. */
function moved(tree: readonly Row[], row: Row, parentId: string | null, path: string): Row[] {
  return tree.map((one) => {
    if (one.id === row.id) return { ...one, parent_id: parentId, path };
    return one.path.startsWith(`${row.path}/`) ? { ...one, path: path + one.path.slice(row.path.length) } : one;
  });
}

test("whatever is moved where, every category stays below a root and its path says so", () => {
  fc.assert(
    fc.property(moves, (tries) => {
      let tree: Row[] = ids.map((id) => ({ id, parent_id: null, path: id }));
      for (const [id, parentId] of tries) {
        const row = tree.find((one) => one.id === id);
        if (row === undefined) continue;
        const plan = planMove(tree, row, parentId);
        if (plan.kind === "moved") tree = moved(tree, row, parentId, plan.path);
        else expect(plan.kind).toBe("ring");
      }
      const byId = new Map(tree.map((row) => [row.id, row]));
      for (const row of tree) {
        const way: string[] = [];
        for (let at: Row | undefined = row; at !== undefined; at = byId.get(at.parent_id ?? "")) {
          way.unshift(at.id);
          expect(way.length).toBeLessThanOrEqual(ids.length);
        }
        expect(row.path).toBe(way.join("/"));
      }
    }),
  );
});

test("a parent that is not there is no place to go", () => {
  const row = { id: "a", parent_id: null, path: "a" };
  expect(planMove([row], row, "z")).toEqual({ kind: "no_parent" });
});
