import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placesFor, placesToWake, sparesFor } from "./placement.ts";

const room = { soft: 100, hard: 300 };

describe("where a new shop goes", () => {
  test("to the emptiest cell below the soft limit, then to the emptiest below the hard one, else nowhere", () => {
    const loads = (a: number, b: number, c: number) => [
      { cell: "a", tenants: a, closed: false },
      { cell: "b", tenants: b, closed: false },
      { cell: "c", tenants: c, closed: false },
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
          const loads = Array.from({ length: count }, (_, i) => ({
            cell: String.fromCodePoint(97 + i),
            tenants: 0,
            closed: false,
          }));
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
    const cell = { cell: "a", tenants: 0, closed: false };
    expect(sparesFor(cell, 5, room)).toBe(5);
    expect(sparesFor({ ...cell, tenants: 298 }, 5, room)).toBe(2);
    expect(sparesFor({ ...cell, tenants: 400 }, 5, room)).toBe(0);
    expect(sparesFor({ ...cell, closed: true }, 5, room)).toBe(0);
  });

  test("opens and wakes nothing in a cell that is closed or full; a shop stays where it was if it can", () => {
    const load = fc.record({ tenants: fc.integer({ min: 0, max: 6 }), closed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(load, { minLength: 1, maxLength: 4 }), fc.nat(3), (some, at) => {
        const loads = some.map((one, i) => ({ ...one, cell: String.fromCodePoint(97 + i) }));
        const limits = { soft: 3, hard: 5 };
        const open = loads.filter(({ tenants, closed }) => !closed && tenants < limits.hard).map(({ cell }) => cell);
        const home = loads[at % loads.length]?.cell ?? "";
        const places = placesToWake(home, loads, limits);
        expect(places.toSorted()).toEqual(open.toSorted());
        expect(placesFor(loads, limits).toSorted()).toEqual(open.toSorted());
        if (open.includes(home)) expect(places[0]).toBe(home);
      }),
    );
  });
});
