import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placesFor, sparesFor } from "./placement.ts";

const room = { soft: 100, hard: 300 };

describe("where a new shop goes", () => {
  test("to the emptiest cell below the soft limit, then to the emptiest below the hard one, else nowhere", () => {
    const loads = (a: number, b: number, c: number) => [
      { cell: "a", tenants: a },
      { cell: "b", tenants: b },
      { cell: "c", tenants: c },
    ];
    expect(placesFor(loads(40, 10, 99), room)).toEqual(["b", "a", "c"]);
    expect(placesFor(loads(100, 99, 200), room)).toEqual(["b", "a", "c"]);
    expect(placesFor(loads(100, 299, 300), room)).toEqual(["a", "b"]);
    expect(placesFor(loads(300, 301, 5_000), room)).toEqual([]);
    expect(placesFor(loads(0, 0, 0), room)).toEqual(["a", "b", "c"]);
  });

  test("fills any number of cells up to the hard limit and not one beyond, the soft limits first", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (count, soft, more) => {
          const limits = { soft, hard: soft + more };
          const loads = Array.from({ length: count }, (_, i) => ({ cell: String.fromCodePoint(97 + i), tenants: 0 }));
          let opened = 0;
          for (let next = placesFor(loads, limits)[0]; next !== undefined; next = placesFor(loads, limits)[0]) {
            const at = loads.find(({ cell }) => cell === next);
            if (at === undefined) throw new Error("an unknown cell");
            if (opened < count * soft) expect(at.tenants).toBeLessThan(soft);
            at.tenants++;
            opened++;
          }
          expect(opened).toBe(count * limits.hard);
          expect(loads.every(({ tenants }) => tenants === limits.hard)).toBe(true);
        },
      ),
    );
  });

  test("keeps no more spares than a cell could take", () => {
    expect(sparesFor({ cell: "a", tenants: 0 }, 5, room)).toBe(5);
    expect(sparesFor({ cell: "a", tenants: 298 }, 5, room)).toBe(2);
    expect(sparesFor({ cell: "a", tenants: 400 }, 5, room)).toBe(0);
  });
});
