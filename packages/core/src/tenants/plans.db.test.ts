import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { tenantUsage, usage } from "../billing/index.ts";
import { archiveProduct, createProduct, getImport, startImport, unpublishProduct } from "../catalog/index.ts";
import { importCatalog } from "../catalog/jobs.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import { StartImport } from "../catalog/import-schemas.ts";
import { DomainError } from "../kernel/errors.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { addPicture } from "../media/index.ts";
import { newId } from "../platform/new-id.ts";
import type { TenantCtx } from "../platform/context.ts";
import { unlimited } from "../platform/limits.ts";
import { acceptInvitation, inviteMember, removeMember } from "../staff/index.ts";
import { AcceptInvitation, InviteMember } from "../staff/schemas.ts";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { goodPassword, signedUp, takeMails, tokenIn } from "../testing/people.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { listPlans, setTenantLimit, setTenantPlan as setPlan, setTenantStatus, updateShop } from "./index.ts";
import { type LimitName, type LimitReason, noLimits, SetTenantLimit, SetTenantPlan } from "./plan-schemas.ts";

const setTenantPlan = (ctx: Parameters<typeof setPlan>[0], input: z.input<typeof SetTenantPlan>) =>
  setPlan(ctx, SetTenantPlan.parse(input));

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const operator = { kind: "operator", operatorId: newId("opr") } as const;

/** Asks again when somebody else was in the way for too long: on a slow machine a lock is waited for in vain. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "platform.busy") throw error;
    }
  }
}

describe("a shop with a plan", () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openTestShop({ limits: { ...unlimited, products: 3, markets: 1, storageBytes: 100 } });
  });
  afterAll(() => shop.close());

  let count = 0;
  const product = (ctx: TenantCtx = shop.staff()) => {
    const title = `Lamp ${count++}`;
    return createProduct(ctx, CreateProduct.parse({ title, options: [], variants: [{ optionValues: {} }] }));
  };
  const full = { kind: "limit", code: "tenants.limit_products", details: { limit: 3, used: 3 } };

  it("takes exactly as many products as its plan has room for, however many come at once", async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => patiently(() => product())));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject(full);
    expect((await usage(shop.staff(), {})).used.products).toBe(3);
  });

  it("has room again for each product that is archived, and none for one that comes back too many", async () => {
    const { rows } = await shop.database.owner.query<{ id: string }>(
      `select id from "${shop.tenant.schema}".products order by id limit 1`,
    );
    const id = rows[0]?.id as `prd_${string}`;
    await archiveProduct(shop.staff(), { ids: [id] });
    await product();
    await expect(unpublishProduct(shop.staff(), { ids: [id] })).rejects.toMatchObject(full);
  });

  it("refuses an import row by row where the room ends, and writes none of it", async () => {
    const roomy = { ...shop.service(), tenant: { ...shop.tenant, limits: { ...unlimited, products: 5 } } };
    const content = ["handle,title", "one,One", "two,Two", "three,Three", "four,Four"].join("\n");
    const { id } = await startImport(shop.staff(), StartImport.parse({ fileName: "lamps.csv", content }));
    const job = { jobId: id, attempt: 1, progress: () => Promise.resolve() };
    const result = await importCatalog.run(roomy, {}, job);
    expect(result).toMatchObject({ created: 0, errorCount: 2 });
    expect(result["errors"]).toMatchObject([
      { row: 4, code: "no_room_in_plan", value: "5" },
      { row: 5, code: "no_room_in_plan", value: "5" },
    ]);
    expect((await usage(shop.staff(), {})).used.products).toBe(3);
    expect(await getImport(shop.staff(), { id })).toBeDefined();
  });

  it("refuses a market and a picture too many, and counts the same picture once", async () => {
    const market = (handle: string) =>
      createMarket(
        shop.staff(),
        CreateMarket.parse({
          name: handle,
          handle,
          countries: ["DE"],
          currency: "EUR",
          locales: ["en"],
          defaultLocale: "en",
          taxDisplay: "inclusive",
        }),
      );
    const markets = await Promise.allSettled(["first", "second"].map((handle) => patiently(() => market(handle))));
    expect(markets.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { rows } = await shop.database.owner.query<{ id: string }>(
      `select id from "${shop.tenant.schema}".products where status <> 'archived' order by id`,
    );
    const [one, two] = rows.map(({ id }) => id as `prd_${string}`);
    const picture = (productId: `prd_${string}`, base64 = pixel) =>
      addPicture(shop.staff(), { productId, variantId: null, base64, alt: {} });
    if (one === undefined || two === undefined) throw new Error("two products are there");
    await picture(one);
    await picture(two);
    const other = Buffer.concat([Buffer.from(pixel, "base64"), randomBytes(60)]).toString("base64");
    await expect(picture(one, other)).rejects.toMatchObject({ kind: "limit", code: "tenants.limit_storage" });
    expect((await usage(shop.staff(), {})).used).toMatchObject({
      markets: 1,
      storageBytes: Buffer.from(pixel, "base64").byteLength,
    });
  });

  it("loses nothing when its plan becomes smaller, and keeps from making more", async () => {
    const smaller = { ...shop.staff(), tenant: { ...shop.tenant, limits: { ...unlimited, products: 1 } } };
    await expect(product(smaller)).rejects.toMatchObject({ details: { limit: 1, used: 3 } });
    expect((await usage(smaller, {})).used.products).toBe(3);
  });
});

describe("a suspended or closed shop", () => {
  it("can be looked at and changed by nobody but the platform itself", async () => {
    const shop = await openTestShop();
    for (const status of ["suspended", "closed"] as const) {
      const standing = <C extends TenantCtx>(ctx: C): C => ({ ...ctx, tenant: { ...ctx.tenant, status } });
      await expect(usage(standing(shop.staff()), {})).resolves.toMatchObject({ plan: "unlimited" });
      const refused = { kind: "forbidden", code: `tenant.${status}` };
      const body = CreateProduct.parse({ title: "Lamp", options: [], variants: [{ optionValues: {} }] });
      await expect(createProduct(standing(shop.staff()), body)).rejects.toMatchObject(refused);
      await expect(updateShop(standing(shop.staff()), { version: 1, name: "New" })).rejects.toMatchObject(refused);
      await expect(createProduct(standing(shop.service()), { ...body, title: status })).resolves.toBeDefined();
    }
    await shop.close();
  });
});

describe("the control plane", () => {
  let world: TestControl;
  beforeAll(async () => {
    world = await openTestControl();
  });
  afterAll(() => world.close());

  const invite = (owner: Awaited<ReturnType<typeof signedUp>>, tenantId: `ten_${string}`, email: string) =>
    inviteMember(owner, InviteMember.parse({ tenantId, email, role: "viewer" }));

  it("starts a shop on the trial plan, and tells what each plan allows to the operator alone", async () => {
    const owner = await signedUp(world, "plan@shop.test", "Plan B");
    const asOperator = world.caller({ actor: operator });
    const { items } = await listPlans(asOperator, {});
    expect(items.map(({ name, trial }) => [name, trial])).toEqual([
      ["trial", true],
      ["starter", false],
      ["standard", false],
      ["large", false],
      ["unlimited", false],
    ]);
    expect(items.at(-1)?.limits).toEqual(noLimits);
    await expect(listPlans(owner, {})).rejects.toMatchObject({ kind: "not_found" });
    const { rows } = await world.database.owner.query<{ plan: string; id: `ten_${string}` }>(
      `select id, plan from "${owner.db.schema}".tenants`,
    );
    expect(rows[0]?.plan).toBe("trial");
    const tenantId = rows[0]?.id ?? "ten_";
    const set = await setTenantPlan(asOperator, { tenantId, plan: "starter", overrides: { products: 7 } });
    expect(set.limits).toMatchObject({ products: 7, staff: 5 });
    // What was agreed stays until it is changed.
    expect((await setTenantPlan(asOperator, { tenantId, plan: "large" })).limits.products).toBe(7);
    const limit = (name: LimitName, agreed: { most: number | null } | null, reason: LimitReason = "contract") =>
      setTenantLimit(asOperator, { tenantId, limit: name, agreed, reason });
    // Two operators at once: neither's limit is lost.
    await Promise.all([limit("staff", { most: 9 }), limit("markets", { most: null }), limit("jobs", { most: 0 })]);
    expect((await limit("products", null)).overrides).toEqual({ staff: 9, markets: null, jobs: 0 });
    expect(await tenantUsage(asOperator, { tenantId })).toMatchObject({
      limits: { staff: 9, markets: null, jobs: 0 },
      planLimits: { staff: 100, markets: 100 },
      reasons: { staff: { reason: "contract" }, markets: { reason: "contract" }, jobs: { reason: "contract" } },
    });
    // A plan that is changed beside a limit loses none of it, and a reason goes with what it was for.
    const [, , agreed] = await Promise.all([
      limit("requestsPerMinute", { most: 5 }, "protection"),
      setTenantPlan(asOperator, { tenantId, plan: "large" }),
      limit("products", { most: 8 }, "goodwill"),
    ]);
    expect(agreed.overrides.products).toBe(8);
    const { overrides, reasons } = await tenantUsage(asOperator, { tenantId });
    expect(overrides).toMatchObject({ staff: 9, requestsPerMinute: 5, products: 8 });
    expect(reasons).toMatchObject({ requestsPerMinute: { reason: "protection" }, products: { reason: "goodwill" } });
    for (const name of ["requestsPerMinute", "products"] as const) await limit(name, null);
    expect(Object.keys((await tenantUsage(asOperator, { tenantId })).reasons).toSorted()).toEqual([
      "jobs",
      "markets",
      "staff",
    ]);
    await expect(limit("jobs", null).then(({ overrides }) => overrides)).resolves.toEqual({ staff: 9, markets: null });
    await expect(
      setTenantLimit(owner, { tenantId, limit: "staff", agreed: null, reason: "other" }),
    ).rejects.toMatchObject({
      kind: "not_found",
    });
    for (const most of [-1, 1.5, 1e16, "9"])
      expect(SetTenantLimit.safeParse({ tenantId, limit: "staff", agreed: { most } }).success).toBe(false);
    await expect(setTenantPlan(asOperator, { tenantId, plan: "none" })).rejects.toMatchObject({ kind: "not_found" });
    await expect(setTenantPlan(owner, { tenantId, plan: "large" })).rejects.toMatchObject({ kind: "not_found" });
    expect(await tenantUsage(asOperator, { tenantId })).toMatchObject({ plan: "large", used: null, staff: 1 });
  });

  it("gives away exactly the plan's seats, and one is free again when somebody leaves", async () => {
    const owner = await signedUp(world, "seats@shop.test", "Seats");
    const { rows } = await world.database.owner.query<{ id: `ten_${string}` }>(
      `select id from "${owner.db.schema}".tenants where name = 'Seats'`,
    );
    const tenantId = rows[0]?.id ?? "ten_";
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((i) => patiently(() => invite(owner, tenantId, `guest${i}@shop.test`))),
    );
    // The trial plan has three seats, and the owner sits on one.
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "staff.limit", details: { limit: 3, used: 3 } });
    const [mail] = (await takeMails(world)).filter(({ to }) => to.startsWith("guest"));
    const account = { name: "Guest", password: goodPassword };
    await acceptInvitation(world.caller(), AcceptInvitation.parse({ token: tokenIn(mail), account }));
    await expect(invite(owner, tenantId, "late@shop.test")).rejects.toMatchObject({ code: "staff.limit" });
    const guest = await world.database.owner.query<{ id: `usr_${string}` }>(
      `select id from "${owner.db.schema}".users where email like 'guest%'`,
    );
    await removeMember(owner, { tenantId, userId: guest.rows[0]?.id ?? "usr_" });
    await expect(invite(owner, tenantId, "late@shop.test")).resolves.toBeDefined();
  });

  it("refuses whoever was invited before the plan became smaller", async () => {
    const owner = await signedUp(world, "shrink@shop.test", "Shrink");
    const { rows } = await world.database.owner.query<{ id: `ten_${string}` }>(
      `select id from "${owner.db.schema}".tenants where name = 'Shrink'`,
    );
    const tenantId = rows[0]?.id ?? "ten_";
    await invite(owner, tenantId, "soon@shop.test");
    const mail = (await takeMails(world)).find(({ to }) => to === "soon@shop.test");
    await setTenantPlan(world.caller({ actor: operator }), { tenantId, plan: "trial", overrides: { staff: 1 } });
    const account = { name: "Soon", password: goodPassword };
    const accepted = acceptInvitation(world.caller(), AcceptInvitation.parse({ token: tokenIn(mail), account }));
    await expect(accepted).rejects.toMatchObject({ code: "staff.limit", details: { limit: 1, used: 1 } });
  });

  it("a region takes a plan only when it is newer than what it knows", async () => {
    await expect(
      setTenantStatus(world.region(), { tenantId: newId("ten"), status: "active", version: 2 }),
    ).resolves.toEqual({});
  });
});
