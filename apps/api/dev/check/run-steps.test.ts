import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";
import type { Finding, Step } from "./steps.ts";

const modules = ["a.ts", "b.ts"];
const step = (finding: Finding): Step => ({ name: "any", run: () => Promise.resolve(finding) });
const ran = async (steps: Step[], files = modules) => (await runSteps(steps, files, () => {})).map(({ ok }) => ok);

test("a step that looked at every module and found nothing passes", async () => {
  expect(await ran([step({ ok: true, looked: 2, output: "" })])).toEqual([true]);
});

test("a step that looked at no file, or at too few, fails", async () => {
  expect(await ran([step({ ok: true, looked: 0, output: "" }), step({ ok: true, looked: 1, output: "" })])).toEqual([
    false,
    false,
  ]);
});

test("an empty repository passes nothing", async () => {
  expect(await ran([step({ ok: true, looked: 0, output: "" })], [])).toEqual([false]);
});

test("a tool that cannot start fails its step alone", async () => {
  const broken: Step = { name: "broken", run: () => Promise.reject(new Error("ENOENT")) };
  expect(await ran([broken, step({ ok: true, looked: 2, output: "" })])).toEqual([false, true]);
});
