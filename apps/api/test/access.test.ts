import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cases } from "./access/case.ts";
import { catalogCases } from "./access/cases-catalog.ts";
import { platformAdminCases } from "./access/cases-platform-admin.ts";
import { shopCases } from "./access/cases-shop.ts";
import { storefrontCases } from "./access/cases-storefront.ts";
import { examine, type Tally } from "./access/examine.ts";
import { type OpenTown, openTown } from "./access/town.ts";
import { type Surface, surfaces, targetsOf } from "./support/surfaces.ts";

const cases: Readonly<Record<Surface, Cases>> = {
  admin: { ...catalogCases, ...shopCases },
  storefront: storefrontCases,
  "platform-admin": platformAdminCases,
};
const tally: Tally = { procedures: new Set(), identities: new Set(), refusals: 0, compared: 0 };

let town: OpenTown;
beforeAll(async () => {
  town = await openTown();
}, 120_000);
afterAll(async () => {
  const { procedures, identities, refusals, compared } = tally;
  console.log(`access: ${procedures.size} procedures × ${identities.size} identities, ${refusals} refusals, ${compared} compared with those for unknown ids`);
  await town.close();
});

describe.each(Object.keys(surfaces) as Surface[])("the %s surface", (surface) => {
  it("has a case for each procedure, a procedure for each case, and access declared everywhere", () => {
    expect(Object.keys(cases[surface]).sort()).toEqual([...surfaces[surface].keys()].sort());
    for (const [path, { def }] of surfaces[surface]) expect(Object.keys(def.access), path).toHaveLength(1);
  });

  it.each(targetsOf(surface).map((target) => [`${target.path} over ${target.transport}`, target] as const))("%s", async (_, target) => {
    const kase = cases[surface][target.path];
    if (kase === undefined) throw new Error("no case");
    await examine(town, target, kase, tally);
  });
});
