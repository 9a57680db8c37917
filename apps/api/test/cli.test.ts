import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { controlSchema, regionSchema } from "@meridian/core/platform-schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { childEnv } from "./support/child-env.ts";
import { createDatabase, type OwnDatabase } from "./support/databases.ts";

const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const keys = generateKeyPairSync("ed25519");

let control: OwnDatabase;
let region: OwnDatabase;
beforeAll(async () => {
  control = await createDatabase("control", controlSchema, []);
  region = await createDatabase("eu", regionSchema, []);
});
afterAll(async () => {
  await control.close();
  await region.close();
});

const controlEnv = () => ({
  MERIDIAN_ENV: "test",
  PORT: "0",
  PUBLIC_URL: "http://control.test",
  CONTROL_URL: "http://control.test",
  CONSOLE_URL: "http://console.test",
  REGION_URLS: "eu=http://eu.test,us=http://us.test",
  SMTP_URL: "smtp://127.0.0.1:1",
  SERVICE_SECRET: "s".repeat(32),
  TOKEN_PUBLIC_KEY: JSON.stringify(keys.publicKey.export({ format: "jwk" })),
  TOKEN_PRIVATE_KEY: JSON.stringify(keys.privateKey.export({ format: "jwk" })),
  MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  CONTROL_DATABASE_URL: control.appUrl,
  CONTROL_DATABASE_OWNER_URL: control.ownerUrl,
});
const regionEnv = () => ({ DATABASE_URL: region.appUrl, DATABASE_OWNER_URL: region.ownerUrl });

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function meridian(words: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...words], { env: { ...childEnv(), ...env } }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

// Each run of it is a process of its own.
describe("the operator's command line", { timeout: 120_000 }, () => {
  it("migrates what it is given, says where everything stands, and may run again", async () => {
    const first = await meridian(["migrate"], { ...controlEnv(), ...regionEnv() });
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toMatch(/^control: [1-9]\d* steps applied\nregion: [1-9]\d* steps applied\ntenants: 0 of 0/);
    expect((await meridian(["spares", "fill", "2"], regionEnv())).out).toBe("2 spare schemas built\n");
    const again = await meridian(["migrate"], regionEnv());
    expect(again.out).toBe("region: 0 steps applied\ntenants: 0 of 2 schemas changed, 0 failed\n");
    const status = await meridian(["migrate", "status"], { ...controlEnv(), ...regionEnv() });
    expect(status).toMatchObject({ code: 0 });
    expect(status.out).toMatch(/tenants +2\d{7}_\d{4}_\w+ +0 +2\n$/);
  });

  it("brings a tenant's schema that is behind to the newest step", async () => {
    const { rows } = await region.owner.query<{ schema_name: string }>(
      `select schema_name from ${regionSchema}.spare_schemas limit 1`,
    );
    const schema = rows[0]?.schema_name ?? "";
    // By its name: which step is the newest changes with every slice.
    const step = "name like '%\\_notifications'";
    await region.owner.query(
      `begin; set local search_path = "${schema}"; delete from schema_migrations where ${step}; drop table notifications; commit`,
    );
    expect((await meridian(["migrate", "status"], regionEnv())).code).toBe(1);
    expect((await meridian(["migrate"], regionEnv())).out).toContain("tenants: 1 of 2 schemas changed, 0 failed");
    expect((await meridian(["migrate", "status"], regionEnv())).code).toBe(0);
  });

  it("makes and revokes an operator, and reads what operators read", async () => {
    const made = await meridian(["operator", "create", "Op@Example.com", "--name=Op"], controlEnv());
    expect(made.out).toMatch(/http:\/\/console\.test\/operator\/set-up\?token=[\w-]{43}\n$/);
    const [revoked, tenants, unknown, regions] = await Promise.all([
      meridian(["operator", "revoke", "op@example.com"], controlEnv()),
      meridian(["tenants", "list", "--region=eu", "--json"], controlEnv()),
      meridian(["tenants", "show", "nowhere"], controlEnv()),
      meridian(["regions", "--json"], { ...controlEnv(), REGION_URLS: "eu=http://127.0.0.1:9,us=http://127.0.0.1:9" }),
    ]);
    expect(revoked).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(tenants.out)).toEqual([]);
    expect(unknown).toMatchObject({ code: 1, err: "There is no tenant “nowhere”.\n" });
    expect(regions.code).toBe(1);
    expect(JSON.parse(regions.out)).toMatchObject([
      { region: "eu", problems: ["unreachable"], report: null },
      { region: "us", problems: ["unreachable"], report: null },
    ]);
    expect((await meridian(["operator", "list"], controlEnv())).out).toMatch(/ op@example\.com +Op +revoked /);
  });

  it("rotates the master key of a place, and lets no key go that is still wanted", async () => {
    const [old, next] = [7, 8].map((fill) => Buffer.alloc(32, fill).toString("base64"));
    const before = controlEnv();
    const after = { ...before, MASTER_KEY: next ?? "", MASTER_KEYS_OTHER: old ?? "" };
    const keys = (words: string, env: Record<string, string>) =>
      meridian(["keys", ...words.split(" "), "--region=control"], env);
    expect(await meridian(["keys", "rotate-tenant", "control"], before)).toMatchObject({ code: 0, err: "" });
    const status = z
      .object({ masterKeys: z.array(z.object({ id: z.string(), here: z.string() })), rotationDue: z.boolean() })
      .parse(JSON.parse((await keys("status --json", after)).out));
    expect(status.rotationDue).toBe(true);
    const oldId = status.masterKeys.find(({ here }) => here === "known")?.id ?? "";
    const refused = await keys(`retire-master ${oldId}`, after);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("keys rotate-master first");
    // The key that was replaced a moment ago still opens what is on its way.
    expect((await keys("rotate-master", after)).out).toBe("2 data keys rewrapped, 0 secrets sealed anew\n");
    expect((await keys("status", after)).code).toBe(0);
    expect((await keys(`retire-master ${oldId}`, after)).out).toContain("is retired");
    const behind = await keys("rotate-master", before);
    expect(behind).toMatchObject({ code: 1, err: "unavailable: platform.key_missing\n" });
    const region = { ...before, ...regionEnv(), REGION: "eu", MEDIA_DIR: "/nowhere" };
    expect((await meridian(["keys", "status", "--region=eu"], region)).out).toMatch(/^master key .*\nmk_\w+ +current/);
    expect((await meridian(["keys", "status", "--region=us"], region)).code).toBe(2);
  });

  it("says in one sentence what it did not understand or what is missing", async () => {
    const [unknown, empty, badCount, badEmail, noSetting] = await Promise.all([
      meridian(["frobnicate"]),
      meridian([]),
      meridian(["spares", "fill", "-1"], regionEnv()),
      meridian(["operator", "create", "nonsense"], controlEnv()),
      meridian(["migrate"]),
    ]);
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(empty).toMatchObject({ code: 2, err: "" });
    expect([badCount.code, badEmail.code]).toEqual([2, 2]);
    expect(noSetting).toMatchObject({
      code: 1,
      err: "Neither CONTROL_DATABASE_OWNER_URL nor DATABASE_OWNER_URL is set.\n",
    });
  });
});
