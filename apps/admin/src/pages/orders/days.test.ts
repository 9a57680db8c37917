import { expect, test } from "vitest";
import { endOfDay, startOfDay } from "./days.ts";

test.each(["2026-03-09", "2026-03-29", "2026-10-25", "2026-12-31", "2028-02-29"])(
  "%s begins at midnight and ends when the next day begins",
  (day) => {
    const start = new Date(startOfDay(day));
    const end = new Date(endOfDay(day));
    expect([start.getHours(), start.getMinutes(), end.getHours(), end.getMinutes()]).toEqual([0, 0, 0, 0]);
    expect(new Date(end.getTime() - 1).getDate()).toBe(start.getDate());
    expect(end.getDate()).not.toBe(start.getDate());
  },
);
