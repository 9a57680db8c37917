import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAlive } from "../processes.ts";
import { createGroup } from "./group.ts";

const dir = mkdtempSync(join(tmpdir(), "group-"));
afterAll(() => rmSync(dir, { recursive: true }));

function script(name: string, code: string): string {
  const file = join(dir, `${name}.mjs`);
  writeFileSync(file, code);
  return file;
}

const lock = { remember: () => {}, release: () => {} };
const env = { PATH: process.env["PATH"] ?? "" };

test("a part that dies is named with its last lines, and its warnings reach the terminal", async () => {
  const heard: string[] = [];
  const group = createGroup(dir, lock, (line) => heard.push(line));
  const code = `console.log('{"level":30,"msg":"quiet"}\\n{"level":50,"msg":"loud"}'); process.exitCode = 3;`;
  group.start({ name: "part", script: script("part", code), env });
  await expect(group.died).rejects.toThrow(/part ended with code 3[\s\S]*"loud"/);
  expect(heard).toEqual(["[part] loud"]);
  expect(readFileSync(join(dir, "part.log"), "utf8")).toContain("quiet");
  await group.stop();
});

test("stopping asks first and then insists; nothing starts afterwards", async () => {
  const group = createGroup(dir, lock, () => {});
  const code = "process.on('SIGTERM', () => console.log('asked')); setInterval(() => {}, 1000); console.log('up');";
  const stubborn = group.start({ name: "stubborn", script: script("stubborn", code), env });
  await expect.poll(() => stubborn.tail()).toEqual(["up"]);
  await group.stop(200);
  expect(stubborn.tail()).toEqual(["up", "asked"]);
  expect(await stubborn.ended).toEqual({ code: null, signal: "SIGKILL" });
  expect(isAlive(stubborn.pid ?? 0)).toBe(false);
  await expect(group.run({ name: "late", script: "late.mjs", env })).rejects.toThrow("being stopped");
});

test("a task that fails says so", async () => {
  const group = createGroup(dir, lock, () => {});
  const task = { name: "task", script: script("task", "console.error('the reason'); process.exitCode = 1;"), env };
  await expect(group.run(task)).rejects.toThrow(/task failed with code 1[\s\S]*the reason/);
});
