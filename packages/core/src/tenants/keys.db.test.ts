import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantCtx } from "../platform/context.ts";
import { setCrashHook } from "../platform/crash.ts";
import { infra } from "../platform/infra-tables.ts";
import { hashSecret } from "../platform/secrets.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { createKey } from "./create-key.ts";
import { listKeys } from "./list-keys.ts";
import { pushKeys } from "./push-keys.ts";
import { applyKey, findKey } from "./queries/region-directory.ts";
import { keyByHash } from "./region-directory.ts";
import { revokeKey } from "./revoke-key.ts";
import { rotateKey } from "./rotate-key.ts";
import { updateKey } from "./update-key.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const website = {
  kind: "publishable",
  name: "Website",
  channel: "web",
  allowedOrigins: ["https://Shop.example/"],
} as const;
const input = { ...website, allowedOrigins: [...website.allowedOrigins] };
/** Who holds the key, asked of a handle that remembers nothing yet. */
const holder = (secret: string) =>
  keyByHash(shop.database.app.bind("region", shop.staff().regionDb.schema), hashSecret(secret), shop.clock.now());
const withKey = (key: string): TenantCtx => ({ ...shop.staff(), idempotencyKey: key });

describe("API keys", () => {
  test("a new key opens the door at once; its text is kept nowhere", async () => {
    const { key, secret } = await createKey(withKey("once"), input);
    expect(secret).toMatch(/^pk_eu_[\w-]{43}$/);
    expect(key).toMatchObject({ hint: `pk_eu_…${secret.slice(-4)}`, allowedOrigins: ["https://shop.example"] });
    expect(await holder(secret)).toMatchObject({
      tenant: { id: shop.tenant.id },
      keyId: key.id,
      kind: "publishable",
      channel: "web",
      allowedOrigins: ["https://shop.example"],
    });
    const { db, regionDb } = shop.staff();
    for (const schema of [db.schema, regionDb.schema]) {
      const tables = await shop.database.owner.query<{ name: string }>(
        "select table_name as name from information_schema.tables where table_schema = $1",
        [schema],
      );
      for (const { name } of tables.rows) {
        const found = await shop.database.owner.query(`select 1 from "${schema}"."${name}" t where t::text like $1`, [
          `%${secret.slice(6)}%`,
        ]);
        expect([name, found.rowCount]).toEqual([name, 0]);
      }
    }
  });

  test("the same request again gets the same key, another one with the same idempotency key is refused", async () => {
    const first = await createKey(withKey("twice"), input);
    expect(await createKey(withKey("twice"), input)).toEqual(first);
    await expect(createKey(withKey("twice"), { ...input, name: "Other" })).rejects.toMatchObject({
      code: "idempotency.key_reused",
    });
  });

  test("a secret key has no origins, a publishable one needs them", async () => {
    const secretKey = { kind: "secret", name: "Server", channel: "pos" } as const;
    expect((await createKey(shop.staff(), { ...secretKey, allowedOrigins: [] })).secret).toMatch(/^sk_eu_/);
    await expect(
      createKey(shop.staff(), { ...secretKey, allowedOrigins: ["https://x.example"] }),
    ).rejects.toMatchObject({
      code: "tenants.origins_not_for_secret_keys",
    });
    await expect(createKey(shop.staff(), { ...input, allowedOrigins: [] })).rejects.toMatchObject({
      code: "tenants.origins_missing",
    });
    await expect(createKey(shop.staff(), { ...input, allowedOrigins: ["https://*.com"] })).rejects.toMatchObject({
      code: "tenants.origin_wildcard",
    });
  });

  test("a rotated key works until the overlap ends, its successor goes on", async () => {
    const old = await createKey(shop.staff(), input);
    const next = await rotateKey(shop.staff(), { keyId: old.key.id, overlapHours: 2 });
    expect(await holder(old.secret)).toBeDefined();
    expect(await holder(next.secret)).toMatchObject({ allowedOrigins: ["https://shop.example"] });
    shop.clock.advance(2 * 3600);
    expect(await holder(old.secret)).toBeUndefined();
    expect(await holder(next.secret)).toBeDefined();
    await expect(rotateKey(shop.staff(), { keyId: old.key.id, overlapHours: 2 })).rejects.toMatchObject({
      code: "tenants.key_ended",
    });
  });

  test("an overlap of nothing ends the old key at once", async () => {
    const old = await createKey(shop.staff(), input);
    await rotateKey(shop.staff(), { keyId: old.key.id, overlapHours: 0 });
    expect(await holder(old.secret)).toBeUndefined();
  });

  test("a revoked key stays revoked, whatever arrives late", async () => {
    const { key, secret } = await createKey(shop.staff(), input);
    const { regionDb } = shop.staff();
    const before = await findKey(regionDb, hashSecret(secret));
    await revokeKey(shop.staff(), { keyId: key.id });
    await revokeKey(shop.staff(), { keyId: key.id });
    if (before !== undefined) await applyKey(regionDb, before.key);
    await pushKeys(shop.staff(), [key.id]);
    expect(await holder(secret)).toBeUndefined();
    await expect(
      updateKey(shop.staff(), { keyId: key.id, name: "x", allowedOrigins: input.allowedOrigins }),
    ).rejects.toMatchObject({
      code: "tenants.key_ended",
    });
  });

  test("changed origins reach the directory", async () => {
    const { key, secret } = await createKey(shop.staff(), input);
    await updateKey(shop.staff(), {
      keyId: key.id,
      name: "Both",
      allowedOrigins: ["https://a.example", "https://*.b.example"],
    });
    expect((await holder(secret))?.allowedOrigins).toEqual(["https://a.example", "https://*.b.example"]);
  });

  test("a crash before the directory knows is finished by the sweeper", async () => {
    setCrashHook((name) => {
      if (name === "tenants.create_key:begun") throw new Error("crash");
    });
    await expect(createKey(shop.staff(), { ...input, name: "Crashed" })).rejects.toThrow("crash");
    setCrashHook(undefined);
    const crashed = (await listKeys(shop.staff(), {})).items.find((key) => key.name === "Crashed");
    expect(crashed).toBeDefined();
    const run = await infra(shop.staff().db)
      .selectFrom("flow_runs")
      .select("id")
      .where("state", "=", "started")
      .executeTakeFirstOrThrow();
    shop.clock.advance(60);
    await createKey.resume(shop.service(), run.id);
    const known = await shop.database.owner.query(
      `select 1 from "${shop.staff().regionDb.schema}".api_keys where id = $1`,
      [crashed?.id],
    );
    expect(known.rowCount).toBe(1);
  });

  test("neither an editor nor a secret key may see or make keys, and another shop's key is not found", async () => {
    for (const ctx of [
      shop.staff("editor"),
      { ...shop.staff(), actor: { kind: "secret_key", keyId: "key_x", channel: "web" } as const },
    ]) {
      await expect(listKeys(ctx, {})).rejects.toMatchObject({ kind: "forbidden" });
      await expect(createKey(ctx, input)).rejects.toMatchObject({ kind: "forbidden" });
    }
    await expect(revokeKey(shop.staff(), { keyId: "key_01k00000000000000000000000" })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});
