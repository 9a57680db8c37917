import { expect, test } from "vitest";
import { decodingLine } from "./decoding-line.ts";

/** Work that ends when it is told to. */
function works(count: number) {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  const all = Array.from({ length: count }, (_, i) => () => {
    started.push(i);
    return new Promise<number>((resolve) => ends.push(() => resolve(i)));
  });
  return { all, ends, started };
}

test("lets so many through at once, in their order, and refuses what finds it full", async () => {
  const line = decodingLine({ atOnce: 2, mostWaiting: 3 });
  const { all, ends, started } = works(6);
  const answers = all.slice(0, 5).map((work) => line(work));
  await expect(line(all[5] ?? (() => Promise.resolve(0)))).rejects.toMatchObject({
    kind: "unavailable",
    code: "platform.busy",
  });
  expect(started).toEqual([0, 1]);
  ends[1]?.();
  await answers[1];
  await expect.poll(() => started).toEqual([0, 1, 2]);
  for (const next of [3, 4]) {
    ends[next - 1]?.();
    await expect.poll(() => started.length).toBe(next + 1);
  }
  ends[0]?.();
  ends[4]?.();
  expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4]);
});

test("gives its place on when the work fails", async () => {
  const line = decodingLine({ atOnce: 1, mostWaiting: 1 });
  const broken = line(() => Promise.reject(new Error("no picture")));
  const next = line(() => Promise.resolve("decoded"));
  await expect(broken).rejects.toThrow("no picture");
  expect(await next).toBe("decoded");
  expect(await line(() => Promise.resolve("again"))).toBe("again");
});
