import { expect, test } from "vitest";
import { readUserSettings } from "./settings.ts";

test("without settings everything is embedded", () => {
  expect(readUserSettings({ PATH: "/bin", DATABASE_URL_EU: " " })).toEqual({ region: { eu: {}, us: {} } });
});

test("a region's own servers and keys are taken; the owner's address defaults to the same", () => {
  const { region, controlDatabaseOwnerUrl } = readUserSettings({
    CONTROL_DATABASE_URL: "postgres://a:b@db/control",
    DATABASE_URL_EU: "postgresql://a:b@db:5432/eu",
    REDIS_URL_US: "rediss://cache",
    STRIPE_SECRET_KEY_US: "sk_test_x",
  });
  expect(controlDatabaseOwnerUrl).toBe("postgres://a:b@db/control");
  expect(region.eu).toEqual({
    databaseUrl: "postgresql://a:b@db:5432/eu",
    databaseOwnerUrl: "postgresql://a:b@db:5432/eu",
  });
  expect(region.us).toEqual({ redisUrl: "rediss://cache", stripeSecretKey: "sk_test_x" });
});

test.each([
  [{ DATABASE_URL_EU: "mysql://x" }, "DATABASE_URL_EU must be a postgres:// address."],
  [{ CONTROL_DATABASE_URL: "nonsense" }, "CONTROL_DATABASE_URL must be"],
  [{ REDIS_URL_US: "http://x" }, "REDIS_URL_US must be a redis:// address."],
  [{ STRIPE_SECRET_KEY_EU: "pk_live_x" }, "STRIPE_SECRET_KEY_EU must start with sk_ or rk_."],
  [{ DATABASE_URL_FR: "postgres://x/y" }, "the regions are eu and us"],
  [{ DATABASE_URL_EU: "postgres://h/x", DATABASE_URL_US: "postgres://h:5432/x" }, "each needs its own"],
])("%j is refused in a sentence, without its value", (env, sentence) => {
  expect(() => readUserSettings(env)).toThrow(sentence);
});
