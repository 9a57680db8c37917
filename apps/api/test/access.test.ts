import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseOf, cases } from "./access/cases.ts";
import { examine, type Tally } from "./access/examine.ts";
import { examineList, listsOf } from "./access/lists.ts";
import { type OpenTown, openTown } from "./access/town.ts";
import { keepConnections } from "./support/http.ts";
import { type Surface, surfaces, targetsOf } from "./support/surfaces.ts";

const tally: Tally = { procedures: new Set(), identities: new Set(), refusals: 0, compared: 0 };

let town: OpenTown;
beforeAll(async () => {
  keepConnections();
  town = await openTown();
}, 120_000);
afterAll(async () => {
  const { procedures, identities, refusals, compared } = tally;
  console.log(
    `access: ${procedures.size} procedures × ${identities.size} identities, ${refusals} refusals, ${compared} compared with those for unknown ids`,
  );
  await town.close();
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
