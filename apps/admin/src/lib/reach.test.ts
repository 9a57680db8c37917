import { expect, test } from "vitest";
import { timers } from "../testing/timers.ts";
import { keepAsking, Overdue, watchReach, within } from "./reach.ts";

test("it is away from the first call in vain until the first answer, and says so once", () => {
  let now = 0;
  const heard: boolean[] = [];
  const reach = watchReach(() => now);
  const stop = reach.subscribe(() => heard.push(reach.isAway()));
  reach.answered();
  reach.missed();
  now = 4_000;
  reach.missed();
  expect([reach.isAway(), reach.isLongAway()]).toEqual([true, false]);
  now = 6_000;
  expect(reach.isLongAway()).toBe(true);
  reach.answered();
  expect([reach.isAway(), reach.isLongAway(), heard]).toEqual([false, false, [true, false]]);
  stop();
  reach.missed();
  expect(heard).toEqual([true, false]);
});

test("while it is away it is asked every half minute, one question at a time", async () => {
  const reach = watchReach(() => 0);
  const { later, goOff, millis } = timers();
  const questions: (() => void)[] = [];
  keepAsking(
    reach,
    () => new Promise<void>((resolve, reject) => void questions.push(questions.length ? resolve : reject)),
    later,
  );
  expect(millis()).toEqual([]);
  reach.missed();
  reach.missed();
  expect(millis()).toEqual([30_000]);
  goOff();
  // Another miss while the question is open begins no second one.
  reach.missed();
  expect([questions.length, millis()]).toEqual([1, []]);
  questions[0]?.();
  await expect.poll(millis).toEqual([30_000]);
  goOff();
  reach.answered();
  questions[1]?.();
  await Promise.resolve();
  expect([questions.length, millis()]).toEqual([2, []]);
  reach.missed();
  await expect.poll(millis).toEqual([30_000]);
});

test("nobody waits longer than they want to, and what comes in time is the answer", async () => {
  const { later, goOff, millis } = timers();
  let answer: (text: string) => void = () => undefined;
  const late = within(3_000, new Promise<string>((resolve) => void (answer = resolve)), later);
  goOff();
  await expect(late).rejects.toBeInstanceOf(Overdue);
  answer("too late");
  await expect(within(3_000, Promise.resolve("there"), later)).resolves.toBe("there");
  await expect(within(3_000, Promise.reject(new Error("no")), later)).rejects.toThrow("no");
  expect(millis()).toEqual([]);
});
