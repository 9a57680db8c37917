import { type Span, trace, type Tracer } from "@opentelemetry/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usage } from "./billing/index.ts";
import { createProduct } from "./catalog/index.ts";
import { CreateProduct } from "./catalog/schemas.ts";
import { addDomain, listDomains } from "./domains/index.ts";
import type { PlatformCtx } from "./platform/context.ts";
import { metrics, observed } from "./platform/observe.ts";
import { tenantMigrations, tenantSealed, tenantTables } from "./tenant-schema.ts";
import {
  askToWake,
  eraseTenant,
  finishErasures,
  hibernate,
  hibernateShops,
  makeExports,
  setTenantStatus,
  startExport,
  tenantNow,
  wakeShops,
} from "./tenants/index.ts";
import { vaultFor } from "./platform/vault.ts";
import { regionTables } from "./platform-schema.ts";
import { openTestShop, type TestShop } from "./testing/tenant.ts";
import { rotateKey } from "./vault/index.ts";

interface Seen {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a collector would get to see. */
const spans: Seen[] = [];
const tracer: Pick<Tracer, "startActiveSpan"> = {
  startActiveSpan: (name: string, ...rest: unknown[]) => {
    const attributes: Record<string, unknown> = {};
    spans.push({ name, attributes });
    const span: object = {
      setAttribute: (key: string, value: unknown) => void (attributes[key] = value),
      setStatus: () => undefined,
      end: () => undefined,
    };
    return (rest.at(-1) as (given: Span) => never)(span as Span);
  },
};

let shop: TestShop;
let region: PlatformCtx<"region">;
beforeAll(async () => {
  trace.setGlobalTracerProvider({ getTracer: () => tracer as Tracer });
  shop = await openTestShop();
  const { db: _, tenant: __, regionDb, ...common } = shop.service();
  region = { ...common, db: regionDb };
});
afterAll(async () => {
  trace.disable();
  await shop.close();
});

const allowed = ["meridian.region", "meridian.request_id", "meridian.tenant_id"];
/** What a span tells beside ids of requests and tenants. */
const faultsOf = (seen: readonly Seen[]): string[] =>
  seen.flatMap(({ name, attributes }) =>
    Object.entries(attributes)
      .filter(
        ([key, value]) => !allowed.includes(key) || !/^(?:(?:req|run|ten)_\w+|eu|us|control)$/.test(String(value)),
      )
      .map(([key]) => `${name}: ${key}`),
  );

const resting = () => ({
  owners: shop.database.owner,
  tables: tenantTables,
  steps: tenantMigrations,
  appRole: () => "meridian_app",
  answers: () => Promise.resolve(true),
});

describe("each thing that is done for a shop", () => {
  it("has a span with the ids of request, region and tenant, and a figure by its name and by the tenant", async () => {
    const tenantId = shop.tenant.id;
    await createProduct(
      shop.staff(),
      CreateProduct.parse({ title: "Erika's lamp", options: [], variants: [{ optionValues: {} }] }),
    );
    await addDomain(shop.staff(), { host: "lamps.example.com" });
    await listDomains(shop.staff(), {});
    await usage(shop.staff(), {});
    await vaultFor(region.db, region, tenantId);
    await rotateKey(region, { ownerId: tenantId, db: shop.service().db, columns: tenantSealed }, false, async () => {});
    await startExport(shop.staff(), {});
    const copying = { owners: shop.database.owner, tables: tenantTables, steps: async () => ["first"] };
    expect(await makeExports(region, copying)).toBe(1);
    await shop.database.owner.query(`delete from "${region.db.schema}".due`);
    expect(await hibernate(region, { tenantId, plan: "unlimited", idleSince: null })).toEqual({ accepted: true });
    expect(await hibernateShops(region, resting())).toBe(1);
    await askToWake(region.db, tenantId, shop.clock.now());
    expect(await wakeShops(region, resting())).toBe(1);
    await hibernateShops(region, resting());
    expect((await tenantNow(region.db, tenantId))?.awake).toBe(true);
    await setTenantStatus(region, { tenantId, status: "closed", version: 2 });
    await eraseTenant(region, { tenantId });
    const erasing = { owners: shop.database.owner, tenantTables, regionTables };
    expect(await finishErasures(region, erasing)).toBe(1);

    expect(faultsOf(spans)).toEqual([]);
    const forTenant = [
      "catalog.create_product",
      "domains.add",
      "domains.list",
      "tenants.usage",
      "tenants.start_export",
    ];
    forTenant.push("tenants.copy_shop", "tenants.put_away", "tenants.wake_shop", "tenants.erase_shop");
    const forRegion = ["vault.replace_key", "tenants.hibernate", "tenants.set_status", "tenants.erase"];
    const told = await metrics.metrics();
    for (const name of [...forTenant, ...forRegion]) {
      const span = spans.find((one) => one.name === name);
      expect(span?.attributes["meridian.request_id"], name).toMatch(/^(?:req|run)_/);
      expect(span?.attributes["meridian.tenant_id"], name).toBe(forTenant.includes(name) ? tenantId : undefined);
      expect(told, name).toContain(`meridian_verb_calls_total{verb="${name}",outcome="ok"}`);
    }
    expect(told).toMatch(new RegExp(`meridian_tenant_calls_total\\{tenant="${tenantId}",outcome="ok"\\} \\d+`));
    expect(told).not.toMatch(/Erika|lamps\.example/);
  });

  it("is told of in no other words: a span that says more is noticed", () => {
    const id = { "meridian.request_id": "req_1", "meridian.region": "eu" };
    expect(faultsOf([{ name: "x", attributes: { ...id, email: "erika@example.com" } }])).toEqual(["x: email"]);
    expect(faultsOf([{ name: "x", attributes: { ...id, "meridian.tenant_id": "Erika" } }])).toEqual([
      "x: meridian.tenant_id",
    ]);
  });
});

it("tenants beyond five hundred leave the figure, the one served longest ago first", async () => {
  const serve = (id: string) => observed({ requestId: "req_1", region: "eu", tenant: { id } }, "test", async () => 1);
  for (let i = 0; i < 510; i++) await serve(`ten_many_${i}`);
  await serve("ten_many_10");
  await serve("ten_many_new");
  const told = await metrics.metrics();
  const tenants = new Set([...told.matchAll(/meridian_tenant_calls_total\{tenant="([^"]+)"/g)].map(([, id]) => id));
  expect(tenants.size).toBe(500);
  expect([tenants.has("ten_many_10"), tenants.has("ten_many_11"), tenants.has("ten_many_new")]).toEqual([
    true,
    false,
    true,
  ]);
});
