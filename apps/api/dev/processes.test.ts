import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandLineOf, isAlive, stopProcess } from "./processes.ts";

const DEAD = 2 ** 22 + 1;

test("knows a living process by its command line", () => {
  expect(commandLineOf(process.pid)).toContain("node");
  expect(commandLineOf(DEAD)).toBeUndefined();
  expect(commandLineOf(Number.NaN)).toBeUndefined();
});

test("insists when a process ignores the first signal", async () => {
  const script = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ["-e", script]);
  await once(child.stdout, "data");
  const exited = once(child, "exit");
  await stopProcess(child.pid ?? DEAD, "SIGTERM", 100);
  expect(await exited).toEqual([null, "SIGKILL"]);
  expect(isAlive(child.pid ?? DEAD)).toBe(false);
});

test("a process of its own group ends with the one that started it, however that ends", async () => {
  const starter = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
    import(process.argv[1]).then(({ stopWithUs }) => {
      stopWithUs(child.pid, "TERM");
      console.log(child.pid);
    });`;
  const parent = spawn(process.execPath, ["-e", starter, join(import.meta.dirname, "processes.ts")]);
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => commandLineOf(pid) ?? "").toBe("");
});
