import fc from "fast-check";
import { expect, it } from "vitest";
import { spansOf, withEarlier } from "./earlier.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString();

it("keeps what ended within the days, and nothing that held for no time", () => {
  const list = [{ until: at(0) }, { until: at(30) }];
  expect(withEarlier(list, { until: at(48) }, 1)).toEqual([{ until: at(30) }, { until: at(48) }]);
  expect(withEarlier(list, { until: at(30) }, 9)).toEqual(list);
});

it("says for each moment what held, without a gap or two at once", () => {
  const changes = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 8 });
  fc.assert(
    fc.property(changes, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 600 }), (hours, since, look) => {
      const ends = hours.toSorted((a, b) => a - b);
      const list = ends.map((hour) => ({ until: at(hour), value: hour }));
      const spans = spansOf(9999, list, new Date(at(since)));
      const moment = new Date(at(since + look));
      const found = spans.filter(({ from, until }) => from <= moment && (until === null || moment < until));
      expect(found.map(({ value }) => value)).toEqual([ends.find((hour) => hour > since + look) ?? 9999]);
    }),
  );
});
