import { expect, test } from "vitest";
import { isId } from "@meridian/core/kernel/ids";
import { copyJson, nthId } from "./copy.ts";

const order = "ord_01m81f1gt4fb38nyd2t4xvadkc";
const other = "ord_01m81f1gt4fb38nyd2t4xvadkd";
const variant = "var_01m81f1gt4e02v6akt7chq4m6m";

test("copies' ids are well-formed, distinct and in the order of the copies", () => {
  const ids = [1, 2, 15, 16, 9_999, 10_000].map((n) => nthId(order, n));
  expect(ids.every((id) => isId("ord", id))).toBe(true);
  expect(ids).toEqual(ids.toSorted());
  expect(nthId(order, 7)).not.toBe(nthId(other, 7));
  expect(ids.every((id) => id < order)).toBe(true);
});

test("a copy has ids, moments and the buyer's own texts changed, and what was bought unchanged", () => {
  const row = {
    id: order,
    variant_id: variant,
    placed_at: "2026-03-05T10:00:00.5+00:00",
    email: "a@b.example",
    intent: "pi_abc",
    day: "2026-03-05",
  };
  const change = {
    n: 3,
    shift: -60_000,
    texts: new Map([["a@b.example", "c@d.example"]]),
    shared: ["var"],
  };
  expect(JSON.parse(copyJson(JSON.stringify(row), change))).toEqual({
    id: nthId(order, 3),
    variant_id: variant,
    placed_at: "2026-03-05T09:59:00.500Z",
    email: "c@d.example",
    intent: "pi_abc_3",
    day: "2026-03-05",
  });
});

test("an id that is given another becomes that one, not its copy", () => {
  expect(copyJson(`"${order}"`, { n: 3, ids: new Map([[order, other]]) })).toBe(`"${other}"`);
});
