import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Covered, personalColumns } from "./residency/columns.ts";
import { type Installation, openInstallation } from "./residency/installation.ts";
import { live, liveElsewhere, type Lived } from "./residency/life.ts";
import {
  filesOf,
  type Finding,
  logsOf,
  mailsOf,
  metricsOf,
  outside,
  relationsOf,
  search,
  trafficOf,
} from "./residency/scan.ts";

let at: Installation;
let lived: Lived;
let covered: Covered;

beforeAll(async () => {
  at = await openInstallation();
  [lived] = await Promise.all([live(at), liveElsewhere(at)]);
  covered = await personalColumns(at.databases.eu.owner, lived.schema, lived.person);
}, 240_000);
afterAll(() => at.close());

describe("a European shop's whole life", () => {
  it("filled every personal column that can hold text, or the list says why not", () => {
    console.log(new Set(covered.canaries.map((c) => c.of)));
    expect(covered).toMatchObject({ missed: [], wrongly: [] });
  });
  it("left nothing outside", async () => {
    const pieces = await outside(at, "eu");
    console.log(
      pieces.length,
      pieces.filter((p) => p.text.length > 0).length,
      new Set(search(pieces, covered.canaries).map((f) => f.where + " <- " + f.of)),
    );
  });
});
