import { languages } from "@meridian/core/kernel/languages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseOf, rightful } from "./access/case.ts";
import { caseOf } from "./access/cases.ts";
import { badBodies } from "./access/bad-bodies.ts";
import { badRequests } from "./access/bad-requests.ts";
import { platformAdminCases } from "./access/cases-platform-admin.ts";
import { cursorsFor, isPaged } from "./access/cursors.ts";
import { doorsOf } from "./access/doors.ts";
import { badTries, callAll, expectNothingTold, expectRefused, oddTries } from "./access/misuse.ts";
import { expectNothingWritten, missedWrites, quiet, stateOf } from "./access/state.ts";
import { type OpenVillage, openVillage } from "./access/village.ts";
import { type Answer, keepConnections, send } from "./support/http.ts";
import { controlCall } from "./support/merchant.ts";
import { callTarget, type Surface, surfaces, targetsOf } from "./support/surfaces.ts";

let village: OpenVillage;
const counted = { procedures: 0, bad: 0, odd: 0 };
let letConnectionsGo = () => {};
beforeAll(async () => {
  letConnectionsGo = keepConnections();
  village = await openVillage();
}, 120_000);
afterAll(async () => {
  console.log(`bad input: ${counted.procedures} procedures, ${counted.bad} bad and ${counted.odd} odd inputs`);
  await village.close();
  letConnectionsGo();
});

describe.each(Object.keys(surfaces) as Surface[])("the %s surface", (surface) => {
  const targets = targetsOf(surface).filter(({ transport }) => transport === "trpc");
  it.each(targets.map((target) => [target.path, target] as const))("refuses bad values: %s", async (_, target) => {
    const { a } = village;
    const kase = caseOf(target);
    const input = await kase.input(a, village);
    const [headers, base] = [await rightful(village, a, target, kase), baseOf(a, target)];
    await quiet([a]);
    const before = await stateOf([a]);
    const bad = badTries(target, input, kase);
    await callAll(base, target, bad, headers, expectRefused);
    await expectNothingWritten([a], before);
    const odd = oddTries(target, input, kase);
    await callAll(base, target, odd, headers, (answer, __, what) => expectNothingTold(answer, what));
    counted.procedures++;
    counted.bad += bad.length;
    counted.odd += odd.length;
  });
});

describe("a body that is no input at all", () => {
  const names = [
    "console",
    "storefront",
    "REST",
    "control plane",
    "services of a region",
    "services of the control plane",
  ];
  it.each(names)("is refused, and nothing is written: %s", async (name) => {
    const door = doorsOf(village).find((one) => one.name === name);
    if (door === undefined) throw new Error("no such door");
    // What was changed before this may still be on its way to the region.
    await quiet([village.a]);
    const before = await stateOf([village.a]);
    for (const [i, { name: what, body, headers, codes }] of badBodies(door.tooMuch).entries()) {
      const language = languages[i % languages.length] ?? "en";
      const answer = await send(door.url, {
        rawBody: body,
        headers: { ...door.headers, ...headers, "accept-language": language },
      });
      expectRefused(answer, language, what);
      expect(codes, `${what}: ${answer.text.slice(0, 200)}`).toContain(answer.code);
    }
    await expectNothingWritten([village.a], before);
  });
});

describe("a request that asks for nothing that there is", () => {
  it("is refused wherever it comes in, and nothing is written", async () => {
    const before = await stateOf([village.a]);
    for (const [i, { name, url, codes, ...call }] of badRequests(village).entries()) {
      const language = languages[i % languages.length] ?? "en";
      const answer = await send(url, { ...call, headers: { ...call.headers, "accept-language": language } });
      expectRefused(answer, language, name);
      expect(codes, `${name}: ${answer.text.slice(0, 200)}`).toContain(answer.code);
    }
    await expectNothingWritten([village.a], before);
  });

  it("gets no file from the pictures' folder", async () => {
    const { regionUrl, tenantId } = village.a;
    const names = [
      "..%2f..%2fetc%2fpasswd",
      "%2e%2e/x",
      "%00.png",
      `${"0".repeat(64)}.png`,
      `${"0".repeat(64)}.svg`,
      "x.png",
    ];
    for (const name of names)
      expect((await send(`${regionUrl}/media/${tenantId}/${name}`)).status, name).toBeGreaterThanOrEqual(400);
    for (const tenant of ["..", "%2e%2e", "%00", "%2f"])
      expect((await send(`${regionUrl}/media/${tenant}/x.png`)).status, tenant).toBe(404);
  });
});

describe("a cursor that the list did not hand out", () => {
  const paged = (Object.keys(surfaces) as Surface[]).flatMap(targetsOf).filter(isPaged);
  it.each(paged.map((target) => [`${target.path} over ${target.transport}`, target] as const))(
    "is refused: %s",
    async (_, target) => {
      const { a } = village;
      const kase = caseOf(target);
      const { bad, odd } = await cursorsFor(village, target, kase);
      const [headers, input] = [await rightful(village, a, target, kase), (await kase.input(a, village)) as object];
      const ask = (after: string): Promise<Answer> =>
        callTarget(baseOf(a, target), target, { ...input, after }, headers);
      for (const cursor of bad) expectRefused(await ask(cursor), "en", cursor);
      for (const cursor of odd) expectNothingTold(await ask(cursor), cursor);
    },
  );
});

describe("a shop's name", () => {
  const names = [
    "",
    " ",
    "\u200B\u2060",
    "a\u0007b",
    "\u202Eshop",
    "shop\u2066",
    "аdmin",
    "Meridiаn",
    "n".repeat(81),
    "\u0000",
    "\uD800",
  ];
  it.each(names.map((name) => [JSON.stringify(name), name] as const))(
    "is refused when it deceives: %s",
    async (_, name) => {
      const { platform, staff } = village.a;
      const { version } = await village.a.admin<{ version: number }>("tenants.getShop", {});
      expectRefused(await staff.owner.admin("tenants.updateShop", "flow", { version, name }), "en", name);
      const signUp = await platformAdminCases["tenants.signUp"]?.input(village.a, village);
      expectRefused(
        await controlCall(platform, null, "tenants.signUp", "write", { ...(signUp as object), shopName: name }),
        "en",
        name,
      );
    },
  );

  it.each(['a";DROP SCHEMA b;--', "pg_catalog", "public", "../", "xn--shop", "Größe & Söhne", "ショップ."])(
    "makes no schema of itself: %s",
    async (name) => {
      const { platform } = village.a;
      const input = (await platformAdminCases["tenants.signUp"]?.input(village.a, village)) as object;
      const answer = await controlCall(platform, null, "tenants.signUp", "write", { ...input, shopName: name });
      expectNothingTold(answer, name);
      const { rows } = await platform.controlDatabase.owner.query<{ slug: string; schema: string | null }>(
        "select slug, schema_name as schema from control.tenants",
      );
      for (const { slug, schema } of rows) {
        expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        if (schema !== null) expect(schema).toMatch(/^t_[0-9a-z]{20,}$/);
      }
    },
  );
});

it("has left every table where it was, and wrote nothing unnoticed", async () => {
  expect(await missedWrites(village.a)).toEqual([]);
});
