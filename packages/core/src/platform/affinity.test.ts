import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { preferredPlaces } from "./affinity.ts";

const schemas = Array.from({ length: 1_000 }, (_, i) => `t_${i.toString(36)}`);

describe("a tenant's places in a pool", () => {
  test("are the same every time, different from one another and within the pool", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 4 }), (name, size, count) => {
        const places = preferredPlaces(name, size, count);
        expect(places).toHaveLength(Math.min(size, count));
        expect(new Set(places).size).toBe(places.length);
        for (const place of places) expect(place).toBeLessThan(size);
        expect(preferredPlaces(name, size, count)).toEqual(places);
      }),
    );
  });

  test("are spread evenly over tenants", () => {
    const load = Array.from({ length: 12 }, () => 0);
    for (const place of schemas.flatMap((schema) => preferredPlaces(schema, 12, 2)))
      load[place] = (load[place] ?? 0) + 1;
    expect(Math.max(...load)).toBeLessThan(1.35 * (2_000 / 12));
    expect(Math.min(...load)).toBeGreaterThan(0.65 * (2_000 / 12));
  });

  test("change only where a larger pool's new place is better", () => {
    for (const schema of schemas.slice(0, 200)) {
      const [first] = preferredPlaces(schema, 12, 1);
      expect([first, 12]).toContain(preferredPlaces(schema, 13, 1)[0]);
    }
  });
});
