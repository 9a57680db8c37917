import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseOf, rightful } from "./access/case.ts";
import { caseOf } from "./access/cases.ts";
import { badBodies } from "./access/bad-bodies.ts";
import { doorsOf } from "./access/doors.ts";
import { badTries, callAll, expectNothingTold, expectRefused, languages, oddTries } from "./access/misuse.ts";
import { expectNothingWritten, quiet, stateOf } from "./access/state.ts";
import { type OpenVillage, openVillage } from "./access/village.ts";
import { send } from "./support/http.ts";
import { type Surface, surfaces, targetsOf } from "./support/surfaces.ts";

let village: OpenVillage;
const counted = { procedures: 0, bad: 0, odd: 0 };
beforeAll(async () => {
  village = await openVillage();
}, 120_000);
afterAll(async () => {
  console.log(`bad input: ${counted.procedures} procedures, ${counted.bad} bad and ${counted.odd} odd inputs`);
  await village.close();
});

describe.each(Object.keys(surfaces) as Surface[])("the %s surface", (surface) => {
  const targets = targetsOf(surface).filter(({ transport }) => transport === "trpc");
  it.each(targets.map((target) => [target.path, target] as const))("refuses bad values: %s", async (_, target) => {
    const { a } = village;
    const kase = caseOf(target);
    const input = await kase.input(a, village);
    const [headers, base] = [await rightful(village, a, target, kase), baseOf(a, target)];
    await quiet([a]);
    const before = await stateOf([a]);
    const bad = badTries(target, input, kase);
    await callAll(base, target, bad, headers, expectRefused);
    await expectNothingWritten([a], before);
    const odd = oddTries(target, input, kase);
    await callAll(base, target, odd, headers, (answer, __, what) => expectNothingTold(answer, what));
    expect(Object.keys(await stateOf([a]))).toEqual(Object.keys(before));
    counted.procedures++;
    counted.bad += bad.length;
    counted.odd += odd.length;
  });
});

describe("a body that is no input at all", () => {
  const names = ["console", "storefront", "REST", "control plane", "services of a region", "services of the control plane"];
  it.each(names)("is refused, and nothing is written: %s", async (name) => {
    const door = doorsOf(village).find((one) => one.name === name);
    if (door === undefined) throw new Error("no such door");
    const before = await stateOf([village.a]);
    for (const [i, { name: what, body, headers, codes }] of badBodies(door.tooMuch).entries()) {
      const language = languages[i % 2] ?? "en";
      const answer = await send(door.url, { rawBody: body, headers: { ...door.headers, ...headers, "accept-language": language } });
      expectRefused(answer, language, what);
      expect(codes, `${what}: ${answer.text.slice(0, 200)}`).toContain(answer.code);
    }
    await expectNothingWritten([village.a], before);
  });
});
