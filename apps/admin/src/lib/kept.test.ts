import { expect, test } from "vitest";
import { person, tokenAt } from "../testing/people.ts";
import { memoryStorage } from "../testing/storage.ts";
import { keepIn } from "./kept.ts";

const day = 24 * 3_600_000;
const [ada, ben] = [person("ada"), person("ben")];

function kept() {
  const clock = { now: 1_000_000 };
  const store = memoryStorage();
  return {
    clock,
    store,
    kept: keepIn(
      () => store,
      () => clock.now,
    ),
  };
}

test("who is there and a shop's token are found again, in another tab too, until a day is over", () => {
  const { kept: one, store, clock } = kept();
  const other = keepIn(
    () => store,
    () => clock.now,
  );
  one.keepMe(ada);
  one.keepToken("usr_ada", "ten_ada", tokenAt(clock.now, "t"));
  expect([other.me(), other.token("usr_ada", "ten_ada")?.token]).toEqual([ada, "t"]);
  clock.now += day - 1;
  expect([other.me()?.user.id, other.token("usr_ada", "ten_ada")?.token]).toEqual(["usr_ada", "t"]);
  clock.now += 1;
  expect([other.me(), other.token("usr_ada", "ten_ada")]).toEqual([null, null]);
});

test("each person and each shop has its own, and another person's is gone", () => {
  const { kept: one, store, clock } = kept();
  one.keepMe(ada);
  one.keepToken("usr_ada", "ten_ada", tokenAt(clock.now, "a"));
  expect([one.token("usr_ada", "ten_ben"), one.token("usr_ben", "ten_ada")]).toEqual([null, null]);
  // A tab that still shows somebody who is no longer signed in.
  one.keepToken("usr_ben", "ten_ben", tokenAt(clock.now, "b"));
  expect(one.token("usr_ben", "ten_ben")).toBeNull();
  one.keepMe(ada);
  expect(one.token("usr_ada", "ten_ada")?.token).toBe("a");
  one.keepMe(ben);
  expect([one.me()?.user.id, one.token("usr_ada", "ten_ada"), store.length]).toEqual(["usr_ben", null, 1]);
});

test("a token is dropped for one shop, everything on logging out, and nothing but that", () => {
  const { kept: one, store, clock } = kept();
  store.setItem("meridian.language", "ja");
  one.keepMe(ada);
  one.keepToken("usr_ada", "ten_ada", tokenAt(clock.now, "a"));
  one.keepToken("usr_ada", "ten_two", tokenAt(clock.now, "two"));
  one.dropToken("usr_ada", "ten_ada");
  expect([one.token("usr_ada", "ten_ada"), one.token("usr_ada", "ten_two")?.token]).toEqual([null, "two"]);
  one.forget();
  expect([one.me(), one.token("usr_ada", "ten_two"), store.length]).toEqual([null, null, 1]);
  // A tab that does not know of it yet keeps nothing.
  one.keepToken("usr_ada", "ten_two", tokenAt(clock.now, "late"));
  expect(store.length).toBe(1);
});

test("what is over, or broken, goes when somebody is kept", () => {
  const { kept: one, store, clock } = kept();
  one.keepMe(ada);
  one.keepToken("usr_ada", "ten_old", tokenAt(clock.now - day, "old"));
  store.setItem("meridian.kept.token.usr_ada.ten_broken", "{");
  one.keepMe(ada);
  expect(store.length).toBe(1);
});

test("storage that is broken, foreign, full or switched off is as none", () => {
  const { kept: one, store, clock } = kept();
  const until = clock.now + day;
  const noCapabilities = { ...ada, memberships: ada.memberships.map((shop) => ({ ...shop, capabilities: undefined })) };
  for (const text of [
    "{",
    "5",
    "null",
    "[]",
    JSON.stringify({ until, me: {} }),
    JSON.stringify({ until, me: noCapabilities }),
  ]) {
    store.setItem("meridian.kept.me", text);
    expect(one.me(), text).toBeNull();
  }
  for (const text of [
    "{",
    "7",
    JSON.stringify({ ...tokenAt(clock.now, "t"), expiresAt: "soon" }),
    JSON.stringify({ token: "t" }),
  ]) {
    store.setItem("meridian.kept.token.usr_ada.ten_ada", text);
    expect(one.token("usr_ada", "ten_ada"), text).toBeNull();
  }
  const off = keepIn(() => {
    throw new DOMException("no", "SecurityError");
  });
  off.keepMe(ada);
  off.keepToken("usr_ada", "ten_ada", tokenAt(clock.now, "t"));
  off.dropToken("usr_ada", "ten_ada");
  off.forget();
  expect([off.me(), off.token("usr_ada", "ten_ada")]).toEqual([null, null]);
});
