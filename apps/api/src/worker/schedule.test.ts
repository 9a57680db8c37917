import { silentLog } from "@meridian/core/platform/log";
import { expect, it } from "vitest";
import { startLoops } from "./schedule.ts";

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

it("a loop that waits for work takes a turn at the start, and then when a look finds some, and no other", async () => {
  const waiting = new Set<string>();
  const turns = { mail: 0, wake: 0 };
  const loop = (kind: "mail" | "wake") => ({
    name: kind,
    everyMillis: 5,
    waitsFor: kind,
    run: async () => {
      turns[kind]++;
      waiting.delete(kind);
    },
  });
  const stop = startLoops([loop("mail"), loop("wake")], silentLog, { everyMillis: 5, look: async () => waiting });
  await expect.poll(() => turns).toEqual({ mail: 1, wake: 1 });
  waiting.add("wake");
  await expect.poll(() => turns.wake).toBe(2);
  await pause(50);
  expect(turns).toEqual({ mail: 1, wake: 2 });
  const begun = performance.now();
  await stop();
  // Not the half minute after which a loop takes a turn unasked.
  expect(performance.now() - begun).toBeLessThan(5_000);
});

it("looks go on after one that failed, and so do turns", async () => {
  let looks = 0;
  let turns = 0;
  const stop = startLoops(
    [
      {
        name: "work",
        everyMillis: 5,
        waitsFor: "work",
        run: async () => {
          if (++turns === 1) throw new Error("the database is away");
        },
      },
    ],
    silentLog,
    {
      everyMillis: 5,
      look: async () => {
        if (++looks === 1) throw new Error("the database is away");
        return new Set(["work"]);
      },
    },
  );
  await expect.poll(() => turns, { timeout: 5_000 }).toBeGreaterThan(2);
  await stop();
  expect(looks).toBeGreaterThan(1);
});
