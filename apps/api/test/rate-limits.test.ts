import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRateLimits, type RateLimits } from "../src/platform/rate-limits.ts";
import { startRedis, type TestRedis } from "./support/redis.ts";
import { send } from "./support/http.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";
import { createLog } from "@meridian/core/platform/log";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: false, more: { RATE_LIMIT_ADDRESS: "3", TRUST_PROXY: "1" } });
});
afterAll(() => platform.close());

const from = (address: string, path = "/v1/shop", headers: Readonly<Record<string, string>> = {}) =>
  send(`${platform.regions.eu.url}${path}`, { headers: { "x-forwarded-for": address, ...headers } });

test("an address that asks too much is told to wait, in its language, and nobody else is", async () => {
  for (const code of ["auth.required", "auth.required", "auth.required", "request.too_many"])
    expect((await from("203.0.113.7")).code).toBe(code);
  const refused = await from("203.0.113.7", "/v1/shop", { "accept-language": "de" });
  expect(refused).toMatchObject({ status: 429, code: "request.too_many" });
  expect(refused.text).toContain("Zu viele Anfragen");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  // The console's surface counts with it; what watches the process does not.
  expect((await from("203.0.113.7", "/admin/trpc/orders.list")).status).toBe(429);
  expect((await from("203.0.113.7", "/readyz")).status).toBe(200);
  expect((await from("203.0.113.8")).code).toBe("auth.required");
});

test("a subscriber's many addresses of IPv6 count as one", async () => {
  for (const last of ["1", "2", "ffff:1"]) expect((await from(`2001:db8:1:2::${last}`)).code).toBe("auth.required");
  expect((await from("2001:db8:1:2:a:b:c:d")).code).toBe("request.too_many");
  expect((await from("2001:db8:1:3::1")).code).toBe("auth.required");
});

test("an address made up further away from our proxy does not help", async () => {
  for (const made of ["198.51.100.1", "198.51.100.2", "198.51.100.3"])
    expect((await from(`${made}, 203.0.113.9`)).code).toBe("auth.required");
  expect((await from("198.51.100.4, 203.0.113.9")).code).toBe("request.too_many");
});

const log = createLog({ process: "test" }, "error");
const limited = (count: Promise<void>): Promise<string> =>
  count.then(
    () => "ok",
    (error: unknown) => (error as { code: string }).code,
  );

test("one shop's rush is not another's", async () => {
  const limits = openRateLimits({ perAddressMinute: 9, perTenantTenSeconds: 2, redisUrl: null, secret: "s" }, log);
  const answers = [];
  for (const tenant of ["ten_a", "ten_a", "ten_a", "ten_b"]) answers.push(await limited(limits.tenant(tenant, null)));
  expect(answers).toEqual(["ok", "ok", "request.too_many", "ok"]);
  await limits.close();
});

test("a shop may take in a minute what its plan allows, and one with a larger plan more", async () => {
  const limits = openRateLimits({ perAddressMinute: 9, perTenantTenSeconds: 99, redisUrl: null, secret: "s" }, log);
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await limited(limits.tenant("ten_small", 2)));
  for (let i = 0; i < 4; i++) answers.push(await limited(limits.tenant("ten_large", 4)));
  answers.push(await limited(limits.tenant("ten_small", null)));
  const [fits, over] = ["ok", "tenants.limit_requests"];
  expect(answers).toEqual([fits, fits, over, over, fits, fits, fits, fits, fits]);
  await expect(limits.tenant("ten_small", 2)).rejects.toMatchObject({ details: { limit: 2 } });
  await limits.close();
});

const redis: TestRedis | null = await startRedis();
console.log(`rate limits on Redis: ${redis === null ? "NOT RUN (no REDIS_URL, no redis-server)" : "RUN"}`);

describe.skipIf(redis === null)("on Redis", () => {
  const there = (): TestRedis => redis ?? expect.fail("no Redis");
  const open = (): RateLimits =>
    openRateLimits({ perAddressMinute: 4, perTenantTenSeconds: 4, redisUrl: there().url, secret: "s" }, log);

  test("two processes count together, and no address can be read there", async () => {
    const [one, two] = [open(), open()];
    for (const limits of [one, two])
      await there().until(
        async () => (await limited(limits.tenant("warm", null))) === "ok" && (await there().keys()).length > 0,
      );
    const answers: string[] = [];
    for (const limits of [one, two, one, two, one]) answers.push(await limited(limits.address("203.0.113.7")));
    expect(answers).toEqual(["ok", "ok", "ok", "ok", "request.too_many"]);
    expect((await there().keys()).join(" ")).not.toContain("203.0.113.7");
    await one.close();
    await two.close();
  });

  test("when it goes away each process counts for itself, and shoppers are served", async () => {
    const limits = open();
    await there().stop();
    expect(await limited(limits.address("203.0.113.8"))).toBe("ok");
    await limits.close();
  });
});
