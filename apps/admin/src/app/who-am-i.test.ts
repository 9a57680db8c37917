import { expect, test } from "vitest";
import type { Me } from "../lib/api.ts";
import { problemOf, Unreachable } from "../lib/errors.ts";
import { keepIn } from "../lib/kept.ts";
import { watchReach } from "../lib/reach.ts";
import { person } from "../testing/people.ts";
import { memoryStorage } from "../testing/storage.ts";
import { timers } from "../testing/timers.ts";
import { recognise } from "./who-am-i.ts";

const [ada, ben] = [person("ada"), person("ben")];
const gone = new Unreachable("accounts.unreachable");
const signedOut = Object.assign(new Error("no"), { data: { code: "auth.required", httpStatus: 401 } });

/** A page that was just opened, in a browser where `before` was signed in when the control plane last answered. */
function page(before: Me | null) {
  const store = memoryStorage();
  const kept = keepIn(() => store);
  if (before !== null) kept.keepMe(before);
  const reach = watchReach();
  const seen = { asked: 0, signedOut: 0, known: undefined as Me | undefined };
  const control = { says: (): Promise<Me> => Promise.reject(gone) };
  const { later, goOff, millis } = timers();
  const { whoAmI, ask } = recognise({
    askMe: async () => {
      seen.asked += 1;
      return (seen.known = await control.says());
    },
    known: {
      read: () => seen.known,
      write: (me) => void (seen.known = me),
      drop: () => void (seen.known = undefined),
    },
    reach,
    kept,
    onSignedOut: () => void (seen.signedOut += 1),
    later,
  });
  return { whoAmI, ask, kept, reach, seen, control, goOff, millis };
}

test("while the control plane answers, its answer wins over what is remembered, and is kept", async () => {
  const { whoAmI, kept, control, seen } = page(ben);
  control.says = () => Promise.resolve(ada);
  expect((await whoAmI())?.user.id).toBe("usr_ada");
  expect(kept.me()?.user.id).toBe("usr_ada");
  await whoAmI();
  expect(seen.asked).toBe(1);
});

test("nobody there: whoever was there goes on, and is asked for with no further page", async () => {
  const { whoAmI, reach, seen } = page(ada);
  expect(await whoAmI()).toEqual(ada);
  expect(await whoAmI()).toEqual(ada);
  expect([reach.isAway(), seen.asked, seen.signedOut]).toEqual([true, 1, 0]);
});

test("nobody there and nobody remembered: it is told, not taken for being signed out", async () => {
  const { whoAmI, reach } = page(null);
  await expect(whoAmI()).rejects.toBe(gone);
  expect(problemOf(gone).code).toBe("accounts.unreachable");
  expect(reach.isAway()).toBe(true);
});

test("signed out is signed out: what was remembered is forgotten", async () => {
  const { whoAmI, kept, control, reach } = page(ada);
  control.says = () => Promise.reject(signedOut);
  expect(await whoAmI()).toBeNull();
  expect([kept.me(), reach.isAway()]).toEqual([null, false]);
});

test("other refusals are told as they are", async () => {
  const { whoAmI, control, kept } = page(ada);
  const tooOften = Object.assign(new Error("no"), { data: { code: "limit", httpStatus: 429 } });
  control.says = () => Promise.reject(tooOften);
  await expect(whoAmI()).rejects.toBe(tooOften);
  expect(kept.me()).toEqual(ada);
});

test("one that hangs is waited for three seconds; its late answer counts", async () => {
  for (const [late, stays] of [
    [() => Promise.resolve(ben), true],
    [() => Promise.reject<Me>(signedOut), false],
  ] as const) {
    const { whoAmI, control, goOff, millis, seen, kept, reach } = page(ada);
    let goOn: () => void = () => undefined;
    control.says = () => new Promise<void>((resolve) => void (goOn = resolve)).then(late);
    const asked = whoAmI();
    expect(millis()).toEqual([3_000]);
    goOff();
    expect(await asked).toEqual(ada);
    expect(reach.isAway()).toBe(true);
    goOn();
    await expect.poll(() => reach.isAway()).toBe(false);
    await expect.poll(() => seen.signedOut).toBe(stays ? 0 : 1);
    expect(kept.me()?.user.id).toBe(stays ? "usr_ben" : undefined);
    expect(seen.known?.user.id).toBe(stays ? "usr_ben" : undefined);
  }
});

test("known to be away already: nobody waits at all", async () => {
  const { whoAmI, reach, control, goOff, millis } = page(ada);
  control.says = () => new Promise(() => undefined);
  reach.missed();
  const asked = whoAmI();
  expect(millis()).toEqual([0]);
  goOff();
  expect(await asked).toEqual(ada);
});
