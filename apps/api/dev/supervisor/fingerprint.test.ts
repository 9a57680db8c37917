import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fingerprint, unlessDone } from "./fingerprint.ts";

const dir = mkdtempSync(join(tmpdir(), "fingerprint-"));
afterAll(() => rmSync(dir, { recursive: true }));

test("changes with a content, a new file or a name, and with nothing else", () => {
  mkdirSync(join(dir, "src/deep"), { recursive: true });
  writeFileSync(join(dir, "src/deep/a.ts"), "1");
  const seen = [fingerprint(dir, ["src", "missing"])];
  expect(fingerprint(dir, ["src", "missing"])).toBe(seen[0]);
  writeFileSync(join(dir, "src/deep/a.ts"), "2");
  seen.push(fingerprint(dir, ["src"]));
  writeFileSync(join(dir, "src/b.ts"), "2");
  seen.push(fingerprint(dir, ["src"]));
  expect(new Set(seen).size).toBe(3);
});

test("a step runs once per key, and again when it failed", async () => {
  const stamp = join(dir, "stamps/step");
  let runs = 0;
  const step = () => Promise.resolve(void runs++);
  await expect(unlessDone(stamp, "a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await unlessDone(stamp, "a", step)).toBe(true);
  expect(await unlessDone(stamp, "a", step)).toBe(false);
  expect(await unlessDone(stamp, "b", step)).toBe(true);
  expect(runs).toBe(2);
});
