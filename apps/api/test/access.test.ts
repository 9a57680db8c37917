import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { carelessRegion } from "./access/careless.ts";
import { caseOf, cases } from "./access/cases.ts";
import { examine, type Tally } from "./access/examine.ts";
import { examineList, listsOf } from "./access/lists.ts";
import { examineReplay } from "./access/replay.ts";
import { expectNothingWritten, missedWrites, quiet, stateOf } from "./access/state.ts";
import { type OpenTown, openTown } from "./access/town.ts";
import { bearer, keepConnections, ok } from "./support/http.ts";
import { until } from "./support/merchant.ts";
import { callTarget, type Surface, surfaces, targetsOf } from "./support/surfaces.ts";

const tally: Tally = { procedures: new Set(), identities: new Set(), refusals: 0, compared: 0 };

let town: OpenTown;
let letConnectionsGo = () => {};
beforeAll(async () => {
  letConnectionsGo = keepConnections();
  town = await openTown();
}, 120_000);
afterAll(async () => {
  const { procedures, identities, refusals, compared } = tally;
  console.log(
    `access: ${procedures.size} procedures × ${identities.size} identities, ${refusals} refusals, ${compared} compared with those for unknown ids`,
  );
  await town.close();
  letConnectionsGo();
});

describe.each(Object.keys(surfaces) as Surface[])("the %s surface", (surface) => {
  it("has a case for each procedure, a procedure for each case, and access declared everywhere", () => {
    expect(Object.keys(cases[surface]).sort()).toEqual([...surfaces[surface].keys()].sort());
    for (const [path, { def }] of surfaces[surface]) expect(Object.keys(def.access), path).toHaveLength(1);
  });

  it.each(targetsOf(surface).map((target) => [`${target.path} over ${target.transport}`, target] as const))(
    "%s",
    async (_, target) => {
      await examine(town, target, caseOf(target), tally);
    },
  );
});

const lists = Object.keys(surfaces)
  .flatMap((surface) => targetsOf(surface as Surface))
  .flatMap((target) =>
    listsOf(target).map(
      (field) => [`${target.path} ${field.path.join(".")} over ${target.transport}`, target, field] as const,
    ),
  );

describe("a list that is empty, repeats itself or does not end", () => {
  it.each(lists)("gives nobody more: %s", async (_, target, field) => {
    await examineList(town, target, caseOf(target), field);
  });
});

const writes = (["admin", "storefront"] as const)
  .flatMap(targetsOf)
  .filter(({ transport, meta }) => transport === "trpc" && meta.kind !== "read");

describe("an idempotency key", () => {
  it.each(writes.map((target) => [target.path, target] as const))("is its user's alone: %s", async (_, target) => {
    await examineReplay(town, target, caseOf(target));
  });
});

describe("the examination itself", () => {
  const planted = (path: string) => {
    const target = targetsOf("admin").find((one) => one.path === path && one.transport === "trpc");
    if (target === undefined) throw new Error(`no procedure ${path}`);
    return target;
  };
  it.each(["orders.get", "catalog.updateProduct"])("catches it when %s trusts an id", async (path) => {
    const target = planted(path);
    const careless = await carelessRegion(town);
    const unnoticed: Tally = { procedures: new Set(), identities: new Set(), refusals: 0, compared: 0 };
    try {
      const examined = examine(
        { ...town, a: { ...town.a, regionUrl: careless.url } },
        target,
        caseOf(target),
        unnoticed,
      );
      await expect(examined).rejects.toThrow(/expected|told of another shop/);
      expect(careless.trusted()).toBeGreaterThan(0);
    } finally {
      careless.close();
    }
  });

  it.each(["shop", "region", "control plane"] as const)("catches it when a row of the %s is written", async (where) => {
    const { a, b } = town;
    const { pool } = a.platform.regions.eu.runtime.database;
    await quiet([a, b]);
    const before = await stateOf([a, b]);
    const hour = "interval '1 hour'";
    const plant = {
      shop: (sign: string) => pool.query(`update "${b.schema}".products set updated_at = updated_at ${sign} ${hour}`),
      region: (sign: string) => pool.query(`update region.tenants set created_at = created_at ${sign} ${hour}`),
      "control plane": (sign: string) =>
        a.platform.control.database.pool.query(`update control.users set created_at = created_at ${sign} ${hour}`),
    }[where];
    await plant("-");
    await expect(expectNothingWritten([a, b], before)).rejects.toThrow("written by refused calls");
    await plant("+");
    await expectNothingWritten([a, b], before);
  });
});

describe("a suspended shop", () => {
  it("lets no visitor in, whatever is asked for, and its people look but change nothing", async () => {
    const { a, b, operator } = town;
    ok(await operator.control("tenants.suspend", "write", { tenantId: b.tenantId }));
    const credentials = {
      admin: [b.keys.secret],
      storefront: [b.keys.publishable, b.keys.secret],
    };
    // A region remembers whom a key belongs to for two seconds.
    for (const credential of [...credentials.admin, ...credentials.storefront]) {
      await until("the region to hear of it", async () => {
        const { code } = await b.staff.owner.admin("tenants.getShop", "read", {}, bearer(credential));
        return code === "tenant.suspended" ? true : undefined;
      });
    }
    for (const surface of ["admin", "storefront"] as const) {
      for (const target of targetsOf(surface)) {
        for (const credential of credentials[surface]) {
          const answer = await callTarget(b.regionUrl, target, {}, bearer(credential));
          expect(answer.code, `${target.path}: ${answer.text.slice(0, 200)}`).toBe("tenant.suspended");
        }
      }
    }
    ok(await b.staff.owner.control("staff.issueRegionToken", "write", { tenantId: b.tenantId }));
    for (const target of targetsOf("admin").filter(({ meta }) => meta.kind === "read")) {
      const { code } = await callTarget(b.regionUrl, target, {}, bearer(b.staff.owner.token));
      expect(["tenant.suspended", "internal"], target.path).not.toContain(code);
    }
    const write = { version: 1, name: "Renamed" };
    expect((await b.staff.owner.admin("tenants.updateShop", "flow", write)).code).toBe("tenant.suspended");
    ok(await b.staff.owner.admin("tenants.startExport", "flow", {}));
    expect((await a.staff.owner.admin("tenants.getShop", "read", {})).status).toBe(200);
  });
});

it("wrote no row unnoticed", async () => {
  expect(await missedWrites(town.a)).toEqual([]);
});
