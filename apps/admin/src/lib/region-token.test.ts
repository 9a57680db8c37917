import { expect, test } from "vitest";
import { keepToken, type RegionToken } from "./region-token.ts";

function issuer(start: number) {
  const clock = { now: start };
  let issued = 0;
  const keeper = keepToken(
    (): Promise<RegionToken> =>
      Promise.resolve({
        token: `token-${(issued += 1)}`,
        expiresAt: new Date(clock.now + 600_000).toISOString(),
        regionUrl: "http://localhost:4001",
      }),
    () => clock.now,
  );
  return { keeper, clock };
}

test("one token serves until shortly before its end", async () => {
  const { keeper, clock } = issuer(0);
  expect((await keeper.current()).token).toBe("token-1");
  clock.now = 560_000;
  expect((await keeper.current()).token).toBe("token-1");
  clock.now = 571_000;
  expect((await keeper.current()).token).toBe("token-2");
});

test("callers who wait at once share one request", async () => {
  const { keeper } = issuer(0);
  const tokens = await Promise.all([keeper.current(), keeper.current(), keeper.current()]);
  expect(new Set(tokens.map(({ token }) => token))).toEqual(new Set(["token-1"]));
});

test("a refused token is replaced once, whoever notices first", async () => {
  const { keeper } = issuer(0);
  const { token } = await keeper.current();
  const [a, b] = await Promise.all([keeper.renew(token), keeper.renew(token)]);
  expect([a.token, b.token]).toEqual(["token-2", "token-2"]);
  expect((await keeper.renew(token)).token).toBe("token-2");
});

test("a failed request is not kept", async () => {
  let fail = true;
  const keeper = keepToken(() =>
    fail
      ? Promise.reject(new Error("away"))
      : Promise.resolve({ token: "t", expiresAt: "2999-01-01T00:00:00Z", regionUrl: "" }),
  );
  await expect(keeper.current()).rejects.toThrow("away");
  fail = false;
  expect((await keeper.current()).token).toBe("t");
});
