import { expect, test } from "vitest";
import { tokenAt } from "../testing/people.ts";
import { timers } from "../testing/timers.ts";
import { problemOf } from "./errors.ts";
import { watchReach } from "./reach.ts";
import { keepToken, type RegionToken } from "./region-token.ts";

const minute = 60_000;
const away = new TypeError("Failed to fetch");
const refusal = (status: number) => Object.assign(new Error("no"), { data: { code: "x", httpStatus: status } });
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "answered",
    (error: unknown) => problemOf(error).code,
  );

/** A control plane that answers, refuses, is gone or hangs, as the test says. */
function setUp(stored: RegionToken | null = null) {
  const clock = { now: 0 };
  const control = { issued: 0, does: "answer" as "answer" | "hang" | Error, goOn: () => undefined as void };
  const kept = { token: stored, dropped: 0 };
  const reach = watchReach(() => clock.now);
  const { later, goOff, millis } = timers();
  const issue = async (): Promise<RegionToken> => {
    control.issued += 1;
    const token = tokenAt(clock.now, `token-${control.issued}`);
    if (control.does === "hang") await new Promise<void>((resolve) => void (control.goOn = resolve));
    if (control.does instanceof Error) throw control.does;
    return token;
  };
  const keeper = keepToken({
    issue,
    reach,
    kept: {
      read: () => kept.token,
      keep: (token) => void (kept.token = token),
      drop: () => {
        kept.token = null;
        kept.dropped += 1;
      },
    },
    now: () => clock.now,
    later,
  });
  return { keeper, clock, control, kept, reach, goOff, millis };
}

test("one token serves until shortly before it is to be renewed, and is kept", async () => {
  const { keeper, clock, kept } = setUp();
  expect((await keeper.current()).token).toBe("token-1");
  clock.now = 9 * minute;
  expect((await keeper.current()).token).toBe("token-1");
  clock.now = 9.6 * minute;
  expect((await keeper.current()).token).toBe("token-2");
  expect(kept.token?.token).toBe("token-2");
});

test("callers who wait at once share one request", async () => {
  const { keeper, control } = setUp();
  await Promise.all([keeper.current(), keeper.current(), keeper.current()]);
  expect(control.issued).toBe(1);
});

test("a refused token is replaced once, whoever notices first", async () => {
  const { keeper, control } = setUp();
  const { token } = await keeper.current();
  const [a, b] = await Promise.all([keeper.renew(token), keeper.renew(token)]);
  expect([a.token, b.token, (await keeper.renew(token)).token]).toEqual(["token-2", "token-2", "token-2"]);
  expect(control.issued).toBe(2);
});

test.each([away, refusal(500), refusal(503)])(
  "without the control plane the held token goes on for a day: %s",
  async (failure) => {
    const { keeper, clock, control, reach } = setUp();
    await keeper.current();
    control.does = failure;
    clock.now = 20 * minute;
    expect((await keeper.current()).token).toBe("token-1");
    expect(reach.isAway()).toBe(true);
    // Known to be away: nobody asks with each call.
    clock.now = 20 * 60 * minute;
    expect((await keeper.current()).token).toBe("token-1");
    expect(control.issued).toBe(2);
    clock.now = 24 * 60 * minute;
    expect(await codeOf(keeper.current())).toBe("accounts.unrecognised");
  },
);

test("when it answers again the next token is a new one", async () => {
  const { keeper, clock, control, reach } = setUp();
  await keeper.current();
  control.does = away;
  clock.now = 20 * minute;
  await keeper.current();
  control.does = "answer";
  expect((await keeper.current()).token).toBe("token-1");
  reach.answered();
  expect((await keeper.current()).token).toBe("token-3");
});

test("one that hangs is waited for three seconds; what it answers later counts", async () => {
  const { keeper, clock, control, reach, goOff, millis } = setUp();
  await keeper.current();
  control.does = "hang";
  clock.now = 20 * minute;
  const waiting = Promise.all([keeper.current(), keeper.current()]);
  await expect.poll(millis).toEqual([3_000, 3_000]);
  goOff();
  expect((await waiting).map(({ token }) => token)).toEqual(["token-1", "token-1"]);
  expect([reach.isAway(), control.issued]).toEqual([true, 2]);
  control.does = "answer";
  control.goOn();
  await expect.poll(() => reach.isAway()).toBe(false);
  expect((await keeper.current()).token).toBe("token-2");
});

test("a page that was opened anew asks first, and takes the kept token only when nobody answers", async () => {
  const stored = tokenAt(-5 * minute, "stored");
  const there = setUp(stored);
  expect((await there.keeper.current()).token).toBe("token-1");
  const gone = setUp(stored);
  gone.control.does = away;
  expect((await gone.keeper.current()).token).toBe("stored");
  const knownGone = setUp(stored);
  knownGone.reach.missed();
  expect([(await knownGone.keeper.current()).token, knownGone.control.issued]).toEqual(["stored", 0]);
  const none = setUp();
  none.control.does = away;
  expect(await codeOf(none.keeper.current())).toBe("accounts.unrecognised");
});

test("what the control plane refuses is not gone round: the token is forgotten", async () => {
  for (const status of [401, 403, 404, 412]) {
    const { keeper, clock, control, kept, reach } = setUp();
    await keeper.current();
    control.does = refusal(status);
    clock.now = 20 * minute;
    await expect(keeper.current()).rejects.toBe(control.does);
    expect([kept.token, kept.dropped, reach.isAway()]).toEqual([null, 1, false]);
    control.does = away;
    expect(await codeOf(keeper.current())).toBe("accounts.unrecognised");
  }
});

test("asked too often, it keeps what it has", async () => {
  const { keeper, clock, control, kept } = setUp();
  await keeper.current();
  control.does = refusal(429);
  clock.now = 20 * minute;
  await expect(keeper.current()).rejects.toBe(control.does);
  expect(kept.token?.token).toBe("token-1");
});

test("a region that refuses the held token while nobody can give another: said in words, and the token stays", async () => {
  const { keeper, clock, control, kept } = setUp();
  const { token } = await keeper.current();
  control.does = away;
  clock.now = 20 * minute;
  expect(await codeOf(keeper.renew(token))).toBe("accounts.unrecognised");
  expect(kept.token?.token).toBe("token-1");
  expect((await keeper.current()).token).toBe("token-1");
  control.does = "answer";
  expect((await keeper.renew(token)).token).toBe("token-3");
  const out = setUp();
  await out.keeper.current();
  out.control.does = refusal(401);
  await expect(out.keeper.renew("token-1")).rejects.toBe(out.control.does);
});

test("a failed request is not kept", async () => {
  const { keeper, control } = setUp();
  control.does = away;
  expect(await codeOf(keeper.current())).toBe("accounts.unrecognised");
  control.does = "answer";
  expect((await keeper.renew("none")).token).toBe("token-2");
});
