import { expect, test } from "vitest";
import { createRecall } from "./recall.ts";

function counted(lifetimeMillis: number, mostEntries: number) {
  const asked: string[] = [];
  const clock = { at: 0 };
  const recall = createRecall(
    { lifetimeMillis, mostEntries },
    async (key) => {
      asked.push(key);
      if (key === "bad") throw new RangeError(key);
      return key.toUpperCase();
    },
    () => clock.at,
  );
  return { asked, clock, recall };
}

test("asks once within the lifetime, also for callers at the same time", async () => {
  const { asked, clock, recall } = counted(1000, 10);
  expect(await Promise.all([recall("a"), recall("a")])).toEqual(["A", "A"]);
  clock.at = 999;
  await recall("a");
  expect(asked).toEqual(["a"]);
  clock.at = 1000;
  await recall("a");
  expect(asked).toEqual(["a", "a"]);
});

test("a failure is not remembered", async () => {
  const { asked, recall } = counted(1000, 10);
  await expect(recall("bad")).rejects.toThrow("bad");
  await expect(recall("bad")).rejects.toThrow("bad");
  expect(asked).toHaveLength(2);
});

test("the oldest answer goes first", async () => {
  const { asked, recall } = counted(1000, 2);
  for (const key of ["a", "b", "c", "b", "a"]) await recall(key);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});
