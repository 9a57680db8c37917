import { type ChildProcess, execFile, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../dev/ports.ts";
import { childEnv } from "./support/child-env.ts";
import { until } from "./support/merchant.ts";

const root = resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);
const started: ChildProcess[] = [];
const suffix = randomBytes(4).toString("hex");
const names = { owner: `prod_owner_${suffix}`, app: `prod_app_${suffix}` };

let tree: string;
let settings: Record<string, string>;
const ports = { control: 0, api: 0, worker: 0 };

const databaseUrl = (role: keyof typeof names, database: string): string => {
  const url = new URL(process.env["TEST_DATABASE_ADMIN_URL"] ?? "");
  return Object.assign(url, { username: names[role], password: `of-${role}`, pathname: `/${database}_${suffix}` }).href;
};
const address = (port: number): string => `http://127.0.0.1:${port}`;

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), "pruned-"));
  const bin = join(root, "node_modules/.bin");
  // The test runner says `test`, which would build React for development.
  const env = { ...process.env, NODE_ENV: "production", PATH: `${bin}:${process.env["PATH"]}` };
  if (!existsSync(join(root, "apps/admin/dist/index.html")))
    await run("vite", ["build", "apps/admin"], { cwd: root, env });
  await run("bash", [join(root, "deploy/prune.sh"), tree], { env });
  for (const part of ["control", "api", "worker"] as const) ports[part] = await freePort();
  const keys = generateKeyPairSync("ed25519");
  settings = {
    ...childEnv(),
    PATH: env.PATH,
    MERIDIAN_ENV: "production",
    CONTROL_URL: address(ports.control),
    CONSOLE_URL: address(ports.control),
    REGION_URLS: `eu=${address(ports.api)},us=http://127.0.0.1:1`,
    SMTP_URL: "smtp://127.0.0.1:1",
    SERVICE_SECRET: randomBytes(24).toString("base64url"),
    TOKEN_PUBLIC_KEY: JSON.stringify(keys.publicKey.export({ format: "jwk" })),
    TOKEN_PRIVATE_KEY: JSON.stringify(keys.privateKey.export({ format: "jwk" })),
    MASTER_KEY: randomBytes(32).toString("base64"),
    MEDIA_DIR: join(tree, "media"),
    REGION: "eu",
    CONTROL_DATABASE_URL: databaseUrl("app", "control"),
    CONTROL_DATABASE_OWNER_URL: databaseUrl("owner", "control"),
    DATABASE_URL: databaseUrl("app", "eu"),
    DATABASE_OWNER_URL: databaseUrl("owner", "eu"),
    DATABASE_ADMIN_URL: process.env["TEST_DATABASE_ADMIN_URL"] ?? "",
  };
});

afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill("SIGKILL");
  rmSync(tree, { recursive: true, force: true });
  const admin = new pg.Client({ connectionString: process.env["TEST_DATABASE_ADMIN_URL"] });
  await admin.connect();
  for (const name of ["control", "eu"]) await admin.query(`drop database if exists ${name}_${suffix} with (force)`);
  for (const name of Object.values(names)) await admin.query(`drop role if exists ${name}`);
  await admin.end();
});

const meridian = async (...words: string[]): Promise<string> =>
  (await run(process.execPath, ["apps/api/src/cli/main.ts", ...words], { cwd: tree, env: settings })).stdout;

async function start(part: keyof typeof ports, entry: string, without: readonly string[]): Promise<ChildProcess> {
  const env = { ...settings, PORT: String(ports[part]), PUBLIC_URL: address(ports[part]) };
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !without.includes(name)));
  const child = spawn(process.execPath, [`apps/api/src/${entry}.ts`], {
    cwd: tree,
    env: own,
    stdio: ["ignore", "ignore", "inherit"],
  });
  started.push(child);
  await until(`${part} in production`, async () => {
    const answer = await fetch(`${address(ports[part])}/readyz`).catch(() => undefined);
    return answer?.status === 200 ? true : undefined;
  });
  return child;
}

const ownerUrls = ["CONTROL_DATABASE_OWNER_URL", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL"];

test(
  "a pruned tree prepares its databases, migrates, serves, and ends when asked to",
  { timeout: 180_000 },
  async () => {
    expect(existsSync(join(tree, "apps/api/dev"))).toBe(false);
    const prepared = await meridian("database", "prepare");
    expect(prepared.match(/roles prod_owner_\w+ and prod_app_\w+/g)).toHaveLength(2);
    // Twice is once.
    expect(await meridian("database", "prepare")).toBe(prepared);
    expect(await meridian("migrate")).toMatch(/control: \d+ steps applied\nregion: \d+ steps applied/);
    await meridian("spares", "fill", "1");
    const control = await start("control", "control", ["DATABASE_URL", "REGION", ...ownerUrls]);
    const api = await start("api", "server", ["CONTROL_DATABASE_URL", "TOKEN_PRIVATE_KEY", ...ownerUrls]);
    const worker = await start("worker", "worker", [
      "CONTROL_DATABASE_URL",
      "CONTROL_DATABASE_OWNER_URL",
      "TOKEN_PRIVATE_KEY",
      "DATABASE_ADMIN_URL",
    ]);
    const console = await fetch(address(ports.control));
    expect([console.status, console.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
    const shop = await fetch(`${address(ports.api)}/v1/shop`);
    expect([shop.status, await shop.json()]).toMatchObject([401, { error: { code: "auth.required" } }]);
    for (const child of [worker, api, control]) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
    }
  },
);
