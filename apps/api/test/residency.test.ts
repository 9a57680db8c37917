import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Covered, personalColumns } from "./residency/columns.ts";
import { type Installation, openInstallation } from "./residency/installation.ts";
import { live, liveElsewhere, type Lived } from "./residency/life.ts";
import { fallAsleep, growOlder, leave, peopleIn, wakeUp } from "./residency/later-life.ts";
import {
  type Canary,
  filesOf,
  type Finding,
  logsOf,
  mailsOf,
  metricsOf,
  outside,
  type Piece,
  relationsOf,
  search,
  trafficOf,
} from "./residency/scan.ts";
import type { SellableShop } from "./support/sellable.ts";

/** What may be found outside the region, each with its reason. Nothing of a shopper ever is. */
const reviewed: readonly { of: RegExp; where: RegExp; because: string }[] = [
  {
    of: /^usr_/,
    where:
      /^(control database: control\.(users|sessions|memberships|invitations|audit_entries|tokens|token_revocations)|traffic before control)$/,
    because: "staff log in at the control plane, which gives them their ids and notes whom they invite",
  },
  {
    of: /^owner-[0-9a-f]+@/,
    where:
      /^(control (database: control\.(users|queued_mails|rate_limits)|mail: .*|file: mail\/.*)|traffic before (control|eu))$/,
    because: "who signs up gives the control plane an address to log in with, and it tells the region whom to ask",
  },
];

const isReviewed = ({ where, canary }: Finding): boolean =>
  reviewed.some((one) => one.of.test(canary.text) && one.where.test(where));
const told = ({ where, canary }: Finding): string => `${where}: ${canary.of}`;

let at: Installation;
let lived: Lived;
let elsewhere: SellableShop;
let covered: Covered;
let canaries: readonly Canary[];

beforeAll(async () => {
  at = await openInstallation();
  [lived, elsewhere] = await Promise.all([live(at), liveElsewhere(at)]);
  await growOlder(at, lived);
  covered = await personalColumns(at.databases.eu.owner, lived.schema, lived.person);
  canaries = [...covered.canaries, { of: "the owner's log-in", text: lived.shop.merchant.email }];
}, 600_000);
afterAll(() => at.close());

describe("a European shop's whole life", () => {
  it("filled every personal column that can hold text, or the list says why not", () => {
    expect(covered.missed).toEqual([]);
    expect(covered.wrongly).toEqual([]);
    expect(new Set(canaries.map(({ text }) => text)).size).toBeGreaterThan(30);
  });

  it("is all there in its own region", async () => {
    const pieces = [...(await relationsOf(at, "eu")), ...mailsOf(at, "eu"), ...filesOf(at, "eu")];
    const found = new Set(search(pieces, covered.canaries).map(({ canary }) => canary.text));
    expect(covered.canaries.filter(({ text }) => !found.has(text))).toEqual([]);
  });

  it("left nothing in other databases, logs, metrics, mails, files, ledgers, or on the wire to the control plane", async () => {
    const pieces = await outside(at, "eu");
    // Nothing is found easily where nothing is looked at.
    const looked = (start: string) => pieces.filter(({ where, text }) => where.startsWith(start) && text !== "").length;
    expect(looked("us database")).toBeGreaterThan(25);
    expect(looked("control database")).toBeGreaterThan(5);
    expect([looked("log of"), looked("metrics of")]).toEqual([5, 5]);
    for (const start of ["us file: stripe", "us mail", "control mail", "traffic before control", "traffic before eu"])
      expect(looked(start), start).toBeGreaterThan(0);
    const found = search(pieces, canaries);
    expect(found.filter((finding) => !isReviewed(finding)).map(told)).toEqual([]);
    const stale = reviewed.filter(({ of, where }) => !found.some((f) => of.test(f.canary.text) && where.test(f.where)));
    expect(stale).toEqual([]);
    process.stdout.write(
      `residency: ${canaries.length} canaries, ${pieces.length} pieces outside eu searched, none found beyond ${reviewed.length} reviewed kinds\n`,
    );
  });
});

/** What of the person is in its own region's database and store; mails were sent, and the provider's ledger is its own. */
async function stillThere(): Promise<string[]> {
  const stored = filesOf(at, "eu").filter(({ where }) => where.startsWith("eu file: media/"));
  return search([...(await relationsOf(at, "eu")), ...stored], covered.canaries).map(told);
}
const leaked = async (): Promise<string[]> =>
  search(await outside(at, "eu"), canaries)
    .filter((finding) => !isReviewed(finding))
    .map(told);

describe("a European shop that rests, comes back and leaves", { timeout: 240_000 }, () => {
  it("is nowhere in clear while it rests, and back with equal rows for its next visitor", async () => {
    const before = await peopleIn(at, lived.schema);
    expect(before.filter(({ rows }) => rows > 0).length).toBeGreaterThan(3);
    await fallAsleep(at, lived);
    const packed = filesOf(at, "eu").filter(({ where }) => where.includes(".asleep"));
    expect(packed).toHaveLength(1);
    expect(search(packed, covered.canaries)).toEqual([]);
    // The directory knows by which key visitors come: that is the shop's own.
    const ofPeople = covered.canaries.filter(({ text }) => !text.startsWith("key_"));
    expect(search(await relationsOf(at, "eu"), ofPeople).map(told)).toEqual([]);
    expect(await leaked()).toEqual([]);
    expect(await peopleIn(at, await wakeUp(at, lived))).toEqual(before);
    expect(await leaked()).toEqual([]);
  });

  it("leaves nothing of a person behind when it is erased, there or elsewhere", async () => {
    expect(await stillThere()).not.toEqual([]);
    await leave(at, lived);
    expect(await stillThere()).toEqual([]);
    expect(await leaked()).toEqual([]);
  });
});

describe("the scan finds a canary that was planted", () => {
  const foundIn = (pieces: readonly Piece[]): string[] =>
    search(pieces, canaries)
      .filter((finding) => !isReviewed(finding))
      .map(({ where }) => where);
  const stem = (): string => lived.person.stem;
  const schemaElsewhere = async (): Promise<string> => {
    const { rows } = await at.databases.us.owner.query<{ schema_name: string }>(
      "select schema_name from region.tenants where id = $1",
      [elsewhere.merchant.tenantId],
    );
    return rows[0]?.schema_name ?? "";
  };

  it.each(["as it is", "as bytes", "as base64 within something"] as const)(
    "in a table of the other region, %s",
    async (how) => {
      const schema = await schemaElsewhere();
      const value = {
        "as it is": `of ${stem().toUpperCase()}.`,
        "as bytes": Buffer.from(`of ${stem()}.`).toString("hex"),
        "as base64 within something": Buffer.from(`a${stem()}b`).toString("base64"),
      }[how];
      const { owner } = at.databases.us;
      await owner.query(
        `insert into "${schema}".customer_groups (handle, name, created_at, updated_at) values ('planted', $1, now(), now())`,
        [value],
      );
      expect(foundIn(await relationsOf(at, "us"))).toEqual([`us database: ${schema}.customer_groups`]);
      await owner.query(`delete from "${schema}".customer_groups`);
    },
  );

  it("in a table of somebody else, whatever its schema", async () => {
    const { owner } = at.databases.control;
    await owner.query("create schema aside");
    await owner.query(`create table aside.notes as select $1::text as note`, [lived.person.phone]);
    expect(foundIn(await relationsOf(at, "control"))).toEqual(["control database: aside.notes"]);
    await owner.query("drop schema aside cascade");
  });

  it("in a line of log", () => {
    const [process] = at.processes;
    if (process === undefined) throw new Error("no process");
    const { output } = process;
    process.output += `{"msg":"hello ${stem()}"}\n`;
    expect(foundIn(logsOf(at))).toEqual([`log of ${process.name}`]);
    process.output = output;
  });

  it("in a label of a metric", async () => {
    const pieces = await metricsOf(at);
    expect(foundIn(pieces)).toEqual([]);
    expect(foundIn([{ where: "metrics", text: `calls{who="${stem()}"} 1` }])).toEqual(["metrics"]);
  });

  it("in a file, or in its name", () => {
    const media = join(at.folders.us, "media");
    writeFileSync(join(media, "picture.jpg"), "exif: ");
    appendFileSync(join(media, "picture.jpg"), lived.person.email);
    writeFileSync(join(media, `${stem()}.jpg`), "");
    const found = new Set(foundIn(filesOf(at, "us")));
    expect(found).toEqual(new Set(["us file: media/picture.jpg", `us file: media/${stem()}.jpg`]));
  });

  it("in a request to the control plane", async () => {
    expect(foundIn(trafficOf(at))).toEqual([]);
    await fetch(`${at.controlUrl}/trpc/staff.logIn`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-meridian-csrf": "1" },
      body: JSON.stringify({ email: lived.person.email, password: "a pass-phrase" }),
    });
    expect(new Set(foundIn(trafficOf(at)))).toEqual(new Set(["traffic before control"]));
    expect(foundIn(logsOf(at))).toEqual([]);
  });
});
