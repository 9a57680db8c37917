import { afterAll, beforeAll, expect, test } from "vitest";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { consentReference, getConsent, getConsentPolicy, listConsent, recordConsent, verifyConsent } from "./index.ts";
import { type ConsentPolicy, GetConsentPolicy, ListConsent, RecordConsent } from "./schemas.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await openTestShop();
  const market = {
    handle: "de",
    name: "Germany",
    countries: ["DE"],
    currency: "EUR",
    locales: ["de", "en"],
    defaultLocale: "de",
    taxDisplay: "inclusive",
    status: "active",
  };
  await createMarket(shop.staff(), CreateMarket.parse(market));
});
afterAll(() => shop.close());

const yes = { preferences: true, analytics: true, marketing: true, sale_of_data: true };

async function shown(gpc = false): Promise<ConsentPolicy> {
  return getConsentPolicy(shop.shopper(), GetConsentPolicy.parse({ market: "de", locale: "de", gpc }));
}

const answer = (policy: ConsentPolicy, more: object = {}) =>
  RecordConsent.parse({
    market: "de",
    locale: "de",
    choices: yes,
    method: "banner",
    policyVersion: policy.version,
    policyHash: policy.hash,
    ...more,
  });

test("a choice is recorded, changed and withdrawn in one chain", async () => {
  const policy = await shown();
  expect(policy).toMatchObject({ policy: "opt_in", locale: "de", dir: "ltr", gpc: { honoured: false } });
  expect(policy.purposes.map(({ purpose, allowed }) => [purpose, allowed])).toEqual([
    ["necessary", true],
    ["preferences", false],
    ["analytics", false],
    ["marketing", false],
    ["sale_of_data", false],
  ]);
  const first = await recordConsent(shop.shopper(), answer(policy));
  expect(first).toMatchObject({ seq: 1, choices: { ...yes, necessary: true }, gpcHonoured: false });
  const { subjectId } = first;
  const again = await recordConsent(shop.shopper(), answer(policy, { subjectId }));
  expect(again.seq).toBe(1);
  const no = { preferences: false, analytics: false, marketing: false, sale_of_data: false };
  await recordConsent(shop.shopper(), answer(policy, { subjectId, choices: no, method: "settings" }));
  const now = await getConsent(shop.shopper(), { subjectId });
  expect(now).toMatchObject({ seq: 2, method: "settings", choices: { ...no, necessary: true } });
  expect(now.googleConsentMode.ad_storage).toBe("denied");
  expect(await consentReference(shop.shopper().db, subjectId)).toMatchObject({ seq: 2, choices: no });
  const log = await listConsent(shop.staff(), ListConsent.parse({ subjectId, first: 1 }));
  expect(log.items.map((entry) => entry.seq)).toEqual([2]);
  const rest = await listConsent(shop.staff(), ListConsent.parse({ subjectId, after: log.next, allows: "analytics" }));
  expect(rest.items.map((entry) => [entry.seq, entry.choices.analytics])).toEqual([[1, true]]);
});

test("the browser's signal is honoured and said so", async () => {
  const policy = await shown(true);
  expect(policy.gpc).toEqual({ received: true, honoured: true });
  const state = await recordConsent(shop.shopper(), answer(policy, { gpc: true }));
  expect(state).toMatchObject({
    gpcHonoured: true,
    choices: { analytics: true, marketing: false, sale_of_data: false },
  });
});

test("words that are not today's, a signal that was not sent, an unknown subject", async () => {
  const policy = await shown();
  const refused = (more: object) =>
    recordConsent(shop.shopper(), answer(policy, more)).catch((error: unknown) => error);
  expect(await refused({ policyHash: "0" })).toMatchObject({ kind: "conflict", code: "consent.policy_changed" });
  expect(await refused({ method: "gpc" })).toMatchObject({ kind: "invalid", code: "consent.no_signal" });
  const unknown = "csb_0000000000000000000000000a";
  expect(await refused({ subjectId: unknown })).toMatchObject({ kind: "not_found" });
});

test("one visitor's choices made at once stay one chain", async () => {
  const policy = await shown();
  const { subjectId } = await recordConsent(shop.shopper(), answer(policy));
  const wishes = Array.from({ length: 12 }, (_, i) => ({ ...yes, marketing: i % 2 === 0, analytics: i % 3 === 0 }));
  await Promise.all(wishes.map((choices) => recordConsent(shop.shopper(), answer(policy, { subjectId, choices }))));
  expect((await verifyConsent(shop.staff(), {})).broken).toBeNull();
});

test("who touches the ledger is found, and the app's own role cannot", async () => {
  const policy = await shown();
  const { subjectId } = await recordConsent(shop.shopper(), answer(policy));
  await recordConsent(shop.shopper(), answer(policy, { subjectId, choices: { ...yes, marketing: false } }));
  const { schema } = shop.tenant;
  const asApp = shop.database.app.pool;
  await expect(asApp.query(`delete from ${schema}.consent_entries`)).rejects.toThrow(/permission denied/);
  await expect(asApp.query(`update ${schema}.consent_entries set gpc = true`)).rejects.toThrow(/permission denied/);
  expect((await verifyConsent(shop.staff(), {})).broken).toBeNull();
  await shop.database.owner.query(`delete from ${schema}.consent_entries where subject_id = $1 and seq = 2`, [
    subjectId,
  ]);
  expect((await verifyConsent(shop.staff(), {})).broken).toEqual({ subjectId, seq: 2 });
});
