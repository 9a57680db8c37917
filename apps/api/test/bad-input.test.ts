import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseOf, rightful } from "./access/case.ts";
import { caseOf } from "./access/cases.ts";
import { badTries, callAll, expectNothingTold, expectRefused, oddTries } from "./access/misuse.ts";
import { expectNothingWritten, quiet, stateOf } from "./access/state.ts";
import { type OpenVillage, openVillage } from "./access/village.ts";
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
    const bad = badTries(target, input);
    await callAll(base, target, bad, headers, expectRefused);
    await expectNothingWritten([a], before);
    const odd = oddTries(target, input);
    await callAll(base, target, odd, headers, (answer, __, what) => expectNothingTold(answer, what));
    expect(Object.keys(await stateOf([a]))).toEqual(Object.keys(before));
    counted.procedures++;
    counted.bad += bad.length;
    counted.odd += odd.length;
  });
});
