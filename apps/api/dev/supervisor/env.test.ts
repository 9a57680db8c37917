import { expect, test } from "vitest";
import { controlEnv, migrateEnv, seedEnv, serverEnv, workerEnv } from "./env.ts";
import type { EnvInput } from "./env.ts";
import { portsFrom, regions } from "./ports.ts";

const databases = {
  control: { app: "postgres://app@control", owner: "postgres://owner@control" },
  eu: { app: "postgres://app@eu", owner: "postgres://owner@eu" },
  us: { app: "postgres://app@us", owner: "postgres://owner@us" },
};

const input: EnvInput = {
  ports: portsFrom(4000),
  data: "/data",
  secrets: {
    tokenPrivateKey: "private-key",
    tokenPublicKey: "public-key",
    masterKey: { control: "control-secret", eu: "eu-master", us: "us-master" },
    serviceSecret: "service",
  },
  watch: false,
  user: { eu: {}, us: {} },
  parent: { PATH: "/bin", DATABASE_URL_US: "postgres://leak", AWS_SECRET_ACCESS_KEY: "leak", NODE_OPTIONS: "--leak" },
};

const text = (env: Record<string, string>) => Object.values(env).join("\n");

test.each(regions)("processes of %s hold nothing of the other region", (region) => {
  const other = region === "eu" ? "us" : "eu";
  for (const env of [serverEnv(input, region, databases[region]), workerEnv(input, region, databases[region])]) {
    expect(env["REGION"]).toBe(region);
    expect(text(env)).not.toContain(databases[other].app);
    expect(text(env)).not.toContain(`${other}-master`);
    expect(text(env)).not.toContain("private-key");
    expect(text(env)).not.toContain("control-secret");
    expect(text(env)).not.toContain("leak");
    expect(text(env)).not.toContain(databases.control.app);
  }
});

test("the API serves as the runtime role; the worker and the migrator have the owner's too", () => {
  expect(text(serverEnv(input, "eu", databases.eu))).not.toContain(databases.eu.owner);
  expect(workerEnv(input, "eu", databases.eu)["DATABASE_OWNER_URL"]).toBe(databases.eu.owner);
  expect(migrateEnv(input, "control", databases.control)["CONTROL_DATABASE_OWNER_URL"]).toBe(databases.control.owner);
});

test("the control plane alone signs tokens, and opens no region's database or secrets", () => {
  const env = controlEnv(input, databases.control);
  expect(env["TOKEN_PRIVATE_KEY"]).toBe("private-key");
  expect(text(env)).not.toMatch(/@eu|@us|-master/);
  expect(env["REGION_URLS"]).toBe("eu=http://localhost:4001,us=http://localhost:4002");
});

test("the seeder knows addresses, and no secret", () => {
  expect(text(seedEnv(input))).not.toMatch(/postgres:|master|service|-key/);
});

test("a Stripe key of the user's own replaces that region's emulator", () => {
  const own = { ...input, user: { eu: { stripeSecretKey: "sk_test_x", redisUrl: "redis://r" }, us: {} } };
  const eu = serverEnv(own, "eu", databases.eu);
  expect(eu).toMatchObject({ STRIPE_SECRET_KEY: "sk_test_x", REDIS_URL: "redis://r" });
  expect(eu["STRIPE_API_BASE"]).toBeUndefined();
  expect(serverEnv(own, "us", databases.us)["STRIPE_API_BASE"]).toBe("http://localhost:4022");
});

test("with --watch the console is Vite's", () => {
  expect(controlEnv({ ...input, watch: true }, databases.control)["CONSOLE_URL"]).toBe("http://localhost:4070");
});
