import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Id } from "../kernel/ids.ts";
import type { Role } from "../platform/roles.ts";
import type { Actor, Tenant, TenantCtx } from "../platform/context.ts";
import { firstCell } from "../platform/cells.ts";
import { transaction } from "../platform/db.ts";
import { type Limits, unlimited } from "../platform/limits.ts";
import { silentLog } from "../platform/log.ts";
import { newId } from "../platform/new-id.ts";
import { regionMigrations } from "../platform-schema.ts";
import type { Settings } from "../platform/settings.ts";
import { tenantMigrations } from "../tenant-schema.ts";
import { insertRegionTenant } from "../tenants/queries/region-directory.ts";
import { putFirstSettings } from "../tenants/queries/shop.ts";
import { openCopiedDatabase, type TestDatabase } from "./database.ts";
import { type TestClock, testClock } from "./clock.ts";

export interface TestShop {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly tenant: Tenant;
  /** The context of a member of staff. */
  staff(role?: Role, locales?: readonly string[] | null): TenantCtx;
  /** The context of an anonymous shopper with the shop's publishable key. */
  shopper(idempotencyKey?: string): TenantCtx;
  /** The context of a shopper who is logged in. */
  customer(customerId: Id<"cus">, idempotencyKey?: string): TenantCtx;
  /** The context of a job or of another process of the platform. */
  service(): TenantCtx;
  close(): Promise<void>;
}

export interface TestShopOptions {
  readonly defaultLocale?: string;
  readonly defaultCurrency?: Tenant["defaultCurrency"];
  readonly stripeApiBase?: string;
  readonly smtpUrl?: string;
  readonly clock?: TestClock;
  readonly limits?: Limits;
}

/** Settings as a process gets them at its start, with keys of its own. */
export function testSettings(options: TestShopOptions = {}): Settings {
  const tokenKeys = generateKeyPairSync("ed25519");
  return {
    environment: "test",
    regionUrls: { eu: "http://eu.test", us: "http://us.test" },
    controlUrl: "http://control.test",
    consoleUrl: "http://console.test",
    publicUrl: "http://eu.test",
    stripeApiBase: options.stripeApiBase ?? null,
    masterKey: randomBytes(32),
    serviceSecret: randomBytes(32).toString("base64url"),
    tokenPrivateKey: tokenKeys.privateKey.export({ format: "jwk" }),
    tokenPublicKey: tokenKeys.publicKey.export({ format: "jwk" }),
    ecbRatesUrl: null,
    smtpUrl: options.smtpUrl ?? "smtp://127.0.0.1:1",
    mailFrom: "Meridian <no-reply@meridian.test>",
    mediaDir: mkdtempSync(join(tmpdir(), "meridian-media-")),
    privateMediaHosts: [],
    mailboxUrl: null,
  };
}

/** A tenant of its own in the run's real database: all slices' tables, empty but for its settings. */
export async function openTestShop(options: TestShopOptions = {}): Promise<TestShop> {
  const [region, schema] = ["r_shop", "t_shop"];
  const database = await openCopiedDatabase("shop", { [region]: regionMigrations, [schema]: tenantMigrations });
  const clock = options.clock ?? testClock();
  const tenant: Tenant = {
    id: newId("ten"),
    slug: "test-shop",
    name: "Test shop",
    schema,
    cell: firstCell,
    status: "active",
    awake: true,
    seenAt: clock.now(),
    rousedAt: null,
    limits: options.limits ?? unlimited,
    defaultLocale: options.defaultLocale ?? "en",
    defaultCurrency: options.defaultCurrency ?? "EUR",
  };
  const settings = testSettings(options);
  await transaction(database.app.bind("region", region), async (tx) => {
    await insertRegionTenant(tx, { ...tenant, plan: "unlimited" }, clock.now());
  });
  await transaction(database.app.bind("tenant", schema), async (tx) => {
    await putFirstSettings(tx, { ...tenant, contactEmail: "shop@shop.test" }, clock.now());
  });
  const userId = newId("usr");
  const keyId = newId("key");
  const context = (actor: Actor, idempotencyKey: string | null): TenantCtx => ({
    region: "eu",
    actor,
    now: clock.now,
    log: silentLog,
    requestId: `req_${randomBytes(6).toString("hex")}`,
    language: "en",
    idempotencyKey,
    settings,
    db: database.app.bind("tenant", schema),
    regionDb: database.app.bind("region", region),
    tenant,
  });
  return {
    database,
    clock,
    tenant,
    staff: (role = "owner", locales = role === "translator" ? [tenant.defaultLocale] : null) =>
      context({ kind: "staff", userId, role, locales }, null),
    shopper: (key) => context({ kind: "shopper", keyId, channel: "web", customerId: null }, key ?? null),
    customer: (customerId, key) => context({ kind: "shopper", keyId, channel: "web", customerId }, key ?? null),
    service: () => context({ kind: "service", name: "test" }, null),
    close: () => database.close(),
  };
}
