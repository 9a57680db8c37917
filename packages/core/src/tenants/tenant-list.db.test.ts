import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { openTestControl, type TestCaller, type TestControl } from "../testing/control.ts";
import { countTenants, listSteps, listTenants } from "./index.ts";
import { keepSteps } from "./queries/tenant-steps.ts";
import { CountTenants, ListSteps, ListTenants, type TenantFilter } from "./schemas.ts";

const [older, newest] = ["20260101_0001_older", "20260202_0002_newest"];
const most = 10_000;
let world: TestControl;
let operator: TestCaller;
/** Of the control plane's directory: every third in `us`, every tenth behind, and a few that are none of the usual. */
const tenants = Array.from({ length: most }, (_, i) => ({
  id: newId("ten"),
  region: i % 3 === 0 ? ("us" as const) : ("eu" as const),
  plan: ["trial", "starter", "large"][i % 3 === 0 ? 0 : i % 2 === 0 ? 1 : 2] ?? "",
  status: i % 1_000 === 1 ? "suspended" : i % 1_000 === 2 ? "erased" : "active",
  closed: i % 1_000 === 2 || i % 1_000 === 4,
  hibernated: i % 1_000 === 5,
  behind: i % 10 === 7,
}));

beforeAll(async () => {
  world = await openTestControl();
  operator = world.caller({ actor: { kind: "operator", operatorId: newId("opr") } });
  const column = <T>(of: (tenant: (typeof tenants)[number], i: number) => T): T[] => tenants.map(of);
  await world.database.owner.query(
    `insert into "${operator.db.schema}".tenants (id, slug, skeleton, name, region, status, schema_name, cell,
       default_locale, default_currency, next_attempt_at, created_at, plan, closed_at, erase_at, erased_at,
       hibernated_at)
     select id, 'shop-' || n, 'shop-' || n, 'Shop ' || n, region, status, 't_' || n, 'a', 'en', 'EUR', now(), now(), plan,
       case when closed then now() end, case when closed then now() end, case when status = 'erased' then now() end, case when asleep then now() end
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::int[])
       as one (id, region, status, plan, closed, asleep, n)`,
    [
      column(({ id }) => id),
      column(({ region }) => region),
      column(({ status }) => status),
      column(({ plan }) => plan),
      column(({ closed }) => closed),
      column(({ hibernated }) => hibernated),
      column((_tenant, i) => i),
    ],
  );
  for (const region of ["eu", "us"] as const) {
    const behind = tenants.filter((one) => one.behind && one.region === region);
    await transaction(operator.db, (tx) =>
      keepSteps(
        tx,
        region,
        newest ?? "",
        behind.map(({ id }, i) => ({ tenantId: id, step: i === 0 ? null : (older ?? "") })),
        world.clock.now(),
      ),
    );
  }
});
afterAll(() => world.close());

const list = (filter: Partial<TenantFilter>, after: string | null = null, first = 100) =>
  listTenants(operator, ListTenants.parse({ first, after, ...filter }));
const count = (filter: Partial<TenantFilter>) => countTenants(operator, CountTenants.parse(filter));
const isOpen = (status: string): boolean => status === "active" || status === "suspended";

describe("the operators' list of ten thousand shops", () => {
  it("is read page by page to its end, each shop once, the newest first", async () => {
    const filter = { region: "us" as const, step: "behind" };
    const wanted = tenants.filter((one) => one.region === "us" && one.behind).map(({ id }) => id);
    const seen: string[] = [];
    for (let after: string | null = null, page = await list(filter); ; page = await list(filter, after)) {
      expect(page.items.every(({ isBehind, step }) => isBehind && (step === older || step === null))).toBe(true);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (after === null) break;
    }
    expect(seen).toEqual(wanted.toSorted().toReversed());
    expect(wanted.length).toBeGreaterThan(300);
  });

  it("counts what each choice would leave, the other choices as they are", async () => {
    const all = await count({});
    const of = (facet: keyof typeof all, value: string): number =>
      (all[facet] as { value: string; tenants: number }[]).find((one) => one.value === value)?.tenants ?? 0;
    expect(all.all).toBe(most);
    expect([
      of("status", "suspended"),
      of("status", "erased"),
      of("status", "closed"),
      of("status", "hibernated"),
    ]).toEqual([10, 10, 10, 10]);
    expect(of("region", "us")).toBe(tenants.filter(({ region }) => region === "us").length);
    expect(all.behind).toBe(tenants.filter(({ behind, status }) => behind && isOpen(status)).length);
    const narrowed = await count({ plan: "large", step: "behind" });
    const matching = tenants.filter(({ plan, behind }) => plan === "large" && behind);
    expect(narrowed.all).toBe(matching.length);
    // The plans are counted as if none were chosen.
    expect(narrowed.plan.reduce((sum, one) => sum + one.tenants, 0)).toBe(all.behind);
  });

  it.each(["suspended", "closed", "hibernated", "erased"] as const)(
    "finds the %s ones that it counts",
    async (status) => {
      const { items, next } = await list({ status });
      expect(items).toHaveLength((await count({ status })).all);
      expect(items).toHaveLength(10);
      expect(next).toBeNull();
      expect((await list({ status: "active", q: items[0]?.slug ?? "" })).items.map(({ id }) => id)).not.toContain(
        items[0]?.id,
      );
    },
  );

  it("knows a step again that a schema has reached, and writes nothing where nothing has changed", async () => {
    const written = async () =>
      (
        await world.database.owner.query<{ xmin: string; id: string }>(
          `select id, xmin::text from "${operator.db.schema}".tenants order by id`,
        )
      ).rows;
    const before = await written();
    const behind = tenants.filter((one) => one.behind && one.region === "eu" && isOpen(one.status));
    const told = behind.map(({ id }, i) => ({ tenantId: id, step: i === 0 ? null : (older ?? "") }));
    const keep = (elsewhere: typeof told) =>
      transaction(operator.db, (tx) => keepSteps(tx, "eu", newest ?? "", elsewhere, world.clock.now()));
    await keep(told);
    expect(await written()).toEqual(before);
    await keep([]);
    expect((await count({ region: "eu" })).behind).toBe(0);
    expect((await count({ region: "us" })).behind).toBeGreaterThan(0);
    await keep(told);
  });

  it("is asked of the region: what is elsewhere than at the program's newest step", async () => {
    const schema = world.regionDb.schema;
    const ids = [newId("ten"), newId("ten"), newId("ten")].toSorted();
    await world.database.owner.query(
      `insert into "${schema}".tenants (id, slug, name, schema_name, status, default_locale, default_currency, version,
         settings_version, created_at)
       select id, 'r-' || n, 'R', 't_r' || n, 'active', 'en', 'EUR', 1, 1, now()
       from unnest($1::text[]) with ordinality as one (id, n)`,
      [ids],
    );
    await world.database.owner.query(
      `insert into "${schema}".schema_steps values ('t_r1', $1, now()), ('t_r2', $2, now())`,
      [newest, older],
    );
    const answer = await listSteps(newest ?? "")(world.region(), ListSteps.parse({}));
    expect(answer).toEqual({
      newestStep: newest,
      items: [
        { tenantId: ids[1], step: older },
        { tenantId: ids[2], step: null },
      ],
      next: null,
    });
  });
});
