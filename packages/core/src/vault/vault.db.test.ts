import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformCtx, TenantCtx } from "../platform/context.ts";
import { keysOfOwner } from "../platform/data-keys.ts";
import { transaction } from "../platform/db.ts";
import { masterKeyId } from "../platform/master-keys.ts";
import { newId } from "../platform/new-id.ts";
import type { Settings } from "../platform/settings.ts";
import { vaultFor, vaultOf } from "../platform/vault.ts";
import { controlSealed, controlTables } from "../platform-schema.ts";
import { tenantSealed, tenantTables } from "../tenant-schema.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  destroyKeys,
  keyStatus,
  retireMasterKey,
  retirePreviousKeys,
  rotateKey,
  rotateMaster,
  type SealedThings,
} from "./index.ts";

const [first, second] = [randomBytes(32), randomBytes(32)];
const at = (row: string) => ({ table: "payment_accounts", column: "sealed_key", row });

let shop: TestShop;
let things: SealedThings;
beforeAll(async () => {
  shop = await openTestShop();
  things = { ownerId: shop.tenant.id, db: shop.service().db, columns: tenantSealed };
});
afterAll(() => shop.close());

/** A process with these master keys, which remembers nothing of another's. */
function process(current: Uint8Array, ...others: Uint8Array[]): { tenant: TenantCtx; region: PlatformCtx<"region"> } {
  const ctx = shop.service();
  const settings: Settings = { ...ctx.settings, masterKey: current, otherMasterKeys: others };
  const { tenant: _tenant, regionDb, ...common } = ctx;
  return { tenant: { ...ctx, settings }, region: { ...common, settings, db: regionDb } };
}

const sealFirst = (master: Uint8Array, owner: string, text: string): string => {
  const key = new Uint8Array(hkdfSync("sha256", master, owner, "meridian/tenant-secrets/v1", 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
};

async function keep(id: string, sealed: string): Promise<void> {
  await shop.database.app.pool.query(
    `insert into ${shop.tenant.schema}.payment_accounts (id, provider, state, livemode, sealed_key, key_last4, created_at)
     values ($1, 'stripe', 'pending', false, $2, '4242', now())`,
    [id, sealed],
  );
}

async function kept(id: string): Promise<string> {
  const { rows } = await shop.database.app.pool.query<{ sealed_key: string }>(
    `select sealed_key from ${shop.tenant.schema}.payment_accounts where id = $1`,
    [id],
  );
  return rows[0]?.sealed_key ?? "";
}

async function auditOf(action: string): Promise<string> {
  const { rows } = await shop.database.app.pool.query(
    `select subject, details from ${shop.service().regionDb.schema}.audit_entries where action = $1 order by seq`,
    [action],
  );
  return JSON.stringify(rows);
}

const noPause = async (): Promise<void> => undefined;
const untilKnown = async (seconds: number): Promise<void> => shop.clock.advance(seconds);

it.each([
  ["a tenant's schema", tenantTables, tenantSealed],
  ["the control plane", controlTables, controlSealed],
])("knows every sealed column of %s", (_where, tables, sealed) => {
  const declared = Object.entries(tables).flatMap(([table, columns]) =>
    Object.keys(columns)
      .filter((column) => column.startsWith("sealed"))
      .map((column) => `${table}.${column}`),
  );
  expect(declared.length).toBeGreaterThan(0);
  expect(sealed.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(declared.toSorted());
});

describe("a tenant's vault", () => {
  it("is one, however many open the first at once", async () => {
    const vaults = await Promise.all(Array.from({ length: 12 }, () => vaultOf(process(first).tenant)));
    expect(new Set(vaults.map(({ keyId }) => keyId)).size).toBe(1);
    expect(await keysOfOwner(process(first).region.db, shop.tenant.id)).toHaveLength(1);
    const sealed = vaults[0]?.seal(at("a"), "sk_test_a") ?? "";
    expect(vaults[7]?.open(at("a"), sealed)).toBe("sk_test_a");
  });

  it("opens nothing of another tenant's, wherever it is copied", async () => {
    const { region } = process(first);
    const mine = await vaultOf(process(first).tenant);
    const theirs = await vaultFor(region.db, region, newId("ten"));
    expect(() => theirs.open(at("a"), mine.seal(at("a"), "sk_test_a"))).toThrow(RangeError);
    expect(() => mine.open(at("b"), mine.seal(at("a"), "sk_test_a"))).toThrow("authenticate");
  });

  it("is not opened inside a transaction, only used there", async () => {
    const { tenant } = process(first);
    const within = () => transaction(tenant.db, async (db) => (await vaultOf({ ...tenant, db })).keyId);
    await expect(within()).rejects.toThrow(TypeError);
    const { keyId } = await vaultOf(tenant);
    expect(await within()).toBe(keyId);
  });
});

describe("a rotation of the master key", () => {
  it("takes everything over while both keys serve, goes on where it was killed, and lets the old key go only then", async () => {
    const old = process(first);
    const staff = shop.tenant.id;
    const legacy = newId("pac");
    const current = newId("pac");
    await keep(legacy, sealFirst(first, staff, "sk_test_legacy"));
    await keep(current, (await vaultOf(old.tenant)).seal(at(current), "sk_test_current"));
    const owners = [things];
    for (let i = 0; i < 5; i++) await vaultFor(old.region.db, old.region, newId("ten"));

    // The next key is known everywhere before it is the current one anywhere.
    const known = process(first, second);
    expect((await vaultOf(known.tenant)).open(at(current), await kept(current))).toBe("sk_test_current");
    const next = process(second, first);
    expect((await vaultOf(next.tenant)).open(at(legacy), await kept(legacy))).toBe("sk_test_legacy");
    expect(await retireMasterKey(next.region, { masterKeyId: masterKeyId(first) })).toMatchObject({ retired: false });

    let pauses = 0;
    const killed = rotateMaster(next.region, owners, async () => {
      if (++pauses === 3) throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    const halfWay = await keyStatus(next.region, [staff]);
    const wrappedBy = (status: typeof halfWay, key: Uint8Array) =>
      status.masterKeys.find(({ id }) => id === masterKeyId(key))?.current ?? 0;
    expect(wrappedBy(halfWay, first)).toBeGreaterThan(0);
    expect(wrappedBy(halfWay, second)).toBe(3);
    expect(halfWay.unchecked).toEqual([staff]);
    for (const { tenant } of [process(first, second), process(second, first)]) {
      const vault = await vaultOf(tenant);
      expect(vault.open(at(current), await kept(current))).toBe("sk_test_current");
      expect(vault.open(at(legacy), await kept(legacy))).toBe("sk_test_legacy");
    }

    // Two operators at once do it once.
    const both = await Promise.all([
      rotateMaster(next.region, owners, noPause),
      rotateMaster(process(second, first).region, owners, noPause),
    ]);
    expect(both.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(wrappedBy(halfWay, first));
    expect(both.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(1);
    expect(await rotateMaster(next.region, owners, noPause)).toEqual({ rewrapped: 0, resealed: 0 });
    expect(await keyStatus(next.region, [staff])).toMatchObject({ unchecked: [] });
    expect(await retireMasterKey(next.region, { masterKeyId: masterKeyId(first) })).toEqual({
      retired: true,
      inUse: 0,
    });

    const after = process(second);
    const vault = await vaultOf(after.tenant);
    expect(vault.open(at(current), await kept(current))).toBe("sk_test_current");
    expect(vault.open(at(legacy), await kept(legacy))).toBe("sk_test_legacy");
    const audited = await auditOf("vault.rewrap_key");
    expect(audited).toContain(masterKeyId(second));
    expect(audited).not.toMatch(/sk_test|wrapped/);
  });

  it("says which key a process lacks, and a retired key wraps nothing any more", async () => {
    const behind = process(first);
    await expect(vaultOf(behind.tenant)).rejects.toMatchObject({ code: "platform.key_missing" });
    await expect(vaultFor(behind.region.db, behind.region, newId("ten"))).rejects.toMatchObject({
      code: "platform.key_missing",
    });
    const status = await keyStatus(behind.region, []);
    const seen = status.masterKeys.map(({ here, state }) => `${here} ${state}`);
    expect(seen.toSorted()).toEqual(["current retired", "missing active"]);
    expect(JSON.stringify(status)).not.toContain(first.toString("base64").slice(0, 20));
  });
});

describe("a tenant's new data key", () => {
  it("seals everything anew; the old one opens what is on its way until its time is over", async () => {
    const { tenant, region } = process(second);
    const before = await vaultOf(tenant);
    const onItsWay = before.seal(at("answer"), "pk_eu_answer");
    const [link] = before.macs("customer-link", "ref");
    const late = newId("pac");
    expect(await rotateKey(region, things, false, untilKnown)).toBe(2);
    const vault = await vaultOf(tenant);
    expect(vault.keyId).not.toBe(before.keyId);
    expect(vault.open(at("answer"), onItsWay)).toBe("pk_eu_answer");
    expect(vault.macs("customer-link", "ref")).toContain(link);

    // Another process had not heard of it yet.
    await keep(late, before.seal(at(late), "sk_test_late"));
    const thingsOf = async () => things;
    expect(await retirePreviousKeys(region, thingsOf)).toBe(0);
    shop.clock.advance(9 * 24 * 3600);
    expect(await retirePreviousKeys(region, async () => undefined)).toBe(0);
    shop.clock.advance(2 * 3600);
    expect(await retirePreviousKeys(region, thingsOf)).toBe(1);
    const settled = await vaultOf(process(second).tenant);
    expect(settled.open(at(late), await kept(late))).toBe("sk_test_late");
    expect(() => settled.open(at("answer"), onItsWay)).toThrow(RangeError);
    expect(await keysOfOwner(region.db, shop.tenant.id)).toHaveLength(1);
  });

  it("seals nothing before every process must know of it: what one seals the others open at any moment", async () => {
    const { region } = process(second);
    // It remembers what it knows now for as long as a process may.
    const unaware = await vaultOf(process(second).tenant);
    const sealed: string[] = [];
    const sealNow = async (): Promise<void> => {
      const aware = await vaultOf(process(second).tenant);
      sealed.push(aware.seal(at("shared"), "sk_test_shared"));
    };
    await rotateKey(region, things, false, async (seconds) => {
      await sealNow();
      for (const text of sealed) expect(unaware.open(at("shared"), text)).toBe("sk_test_shared");
      expect((await vaultOf(process(second).tenant)).keyId).toBe(unaware.keyId);
      await untilKnown(seconds);
      await sealNow();
    });
    const aware = await vaultOf(process(second).tenant);
    expect(aware.keyId).not.toBe(unaware.keyId);
    expect(sealed.map((text) => aware.isCurrent(text))).toEqual([false, true]);
    for (const text of sealed) expect(aware.open(at("shared"), text)).toBe("sk_test_shared");
  });

  it("ends a leaked one within minutes", async () => {
    const { region } = process(second);
    await rotateKey(region, things, true, untilKnown);
    shop.clock.advance(120);
    expect(await retirePreviousKeys(region, async () => things)).toBe(1);
  });

  it("of two made at once, both callers' secrets stay open", async () => {
    const { region } = process(second);
    await Promise.all([
      rotateKey(region, things, false, untilKnown),
      rotateKey(process(second).region, things, false, untilKnown),
    ]);
    const vault = await vaultOf(process(second).tenant);
    const { rows } = await shop.database.app.pool.query<{ id: string; sealed_key: string }>(
      `select id, sealed_key from ${shop.tenant.schema}.payment_accounts where sealed_key is not null`,
    );
    expect(rows.length).toBe(3);
    for (const { id, sealed_key } of rows) expect(vault.open(at(id), sealed_key)).toMatch(/^sk_test_/);
  });
});

it("shreds a tenant's secrets by destroying its keys, once", async () => {
  const { tenant, region } = process(second);
  const sealed = (await vaultOf(tenant)).seal(at("x"), "sk_test_x");
  expect((await destroyKeys(region, { ownerId: tenant.tenant.id })).keys).toBeGreaterThan(0);
  expect(await destroyKeys(region, { ownerId: tenant.tenant.id })).toEqual({ keys: 0 });
  const empty = await vaultOf(process(second).tenant);
  expect(() => empty.open(at("x"), sealed)).toThrow(RangeError);
});
