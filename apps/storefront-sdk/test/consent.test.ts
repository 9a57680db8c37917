import { afterEach, expect, test, vi } from "vitest";
import { googleSignals } from "../../../packages/core/src/consent/rules.ts";
import { createClient } from "../src/client.ts";
import { createConsent } from "../src/consent.ts";
import type { ConsentChoices, ConsentPolicy } from "../src/types.ts";
import { fakeFetch, memoryStorage, problem, type Reply, type Sent } from "./fake-api.ts";

const none: ConsentChoices = { preferences: false, analytics: false, marketing: false, sale_of_data: false };
const every: ConsentChoices = { preferences: true, analytics: true, marketing: true, sale_of_data: true };

function policyOf(policy: ConsentPolicy["policy"], gpc = false, version = "1"): ConsentPolicy {
  const allowed = { ...(policy === "opt_in" ? none : every), ...(gpc && { marketing: false, sale_of_data: false }) };
  const purposes = Object.entries({ necessary: true, ...allowed }).map(([purpose, yes]) => ({
    purpose: purpose as "necessary",
    required: purpose === "necessary",
    allowed: yes,
    title: purpose,
    description: "",
  }));
  const texts = { title: "", body: "", acceptAll: "", rejectAll: "", settings: "", save: "", gpcHonoured: "" };
  return {
    policy,
    version,
    hash: `hash-${version}`,
    market: "de",
    locale: "de",
    dir: "ltr",
    purposes,
    texts,
    gpc: { received: gpc, honoured: gpc },
  };
}

/** A ledger that takes every choice. */
function shopWith(
  policy: () => ConsentPolicy,
  refuse: (sent: Sent) => Reply | undefined = () => undefined,
  storage = memoryStorage(),
) {
  let seq = 0;
  const network = fakeFetch((sent) => {
    if (sent.method === "GET") return { body: policy() };
    const record = {
      subjectId: sent.body?.["subjectId"] ?? "csb_1",
      seq: ++seq,
      policy: policy().policy,
      policyVersion: policy().version,
    };
    return (
      refuse(sent) ?? {
        body: {
          ...record,
          method: sent.body?.["method"],
          choices: sent.body?.["choices"],
          gpcHonoured: sent.body?.["gpc"],
        },
      }
    );
  });
  const client = createClient({
    endpoint: "https://eu.test",
    publicKey: "pk",
    market: "de",
    fetch: network.fetch,
    storage,
  });
  return { client, storage, ...network };
}

afterEach(() => void vi.unstubAllGlobals());

test("opt-in: nothing is allowed before a yes, and a yes is recorded with its words", async () => {
  const { client, sent } = shopWith(() => policyOf("opt_in"));
  const consent = createConsent({ client });
  expect(consent.allowed("analytics")).toBe(false);
  expect(await consent.ready).toMatchObject({ choices: none, decided: false });
  const heard: boolean[] = [];
  consent.subscribe(({ decided }) => void heard.push(decided));
  await consent.set({ analytics: true }, "banner");
  expect(consent.allowed("analytics")).toBe(true);
  expect(consent.allowed("marketing")).toBe(false);
  expect(sent[1]?.body).toMatchObject({
    method: "banner",
    policyVersion: "1",
    policyHash: "hash-1",
    choices: { ...none, analytics: true },
  });
  expect(heard).toEqual([true]);
});

test("a choice is remembered for its words, and asked anew for others", async () => {
  const { client, storage } = shopWith(() => policyOf("opt_in"));
  await createConsent({ client }).set(every);
  const later = createConsent(shopWith(() => policyOf("opt_in"), undefined, storage));
  expect(await later.ready).toMatchObject({ decided: true, choices: every });
  const changed = createConsent(shopWith(() => policyOf("opt_in", false, "2"), undefined, storage));
  expect(await changed.ready).toMatchObject({ decided: false, choices: none });
});

test("opt-out with the browser's privacy signal is an answer by itself", async () => {
  vi.stubGlobal("navigator", { globalPrivacyControl: true });
  const { client, sent } = shopWith(() => policyOf("opt_out", true));
  const state = await createConsent({ client }).ready;
  expect(sent[0]?.url.searchParams.get("gpc")).toBe("true");
  expect(sent[1]?.body).toMatchObject({
    method: "gpc",
    gpc: true,
    choices: { ...every, marketing: false, sale_of_data: false },
  });
  expect(state).toMatchObject({ decided: true });
});

test("opt-in still asks, signal or not", async () => {
  const { client, sent } = shopWith(() => policyOf("opt_in", true));
  expect(await createConsent({ client }).ready).toMatchObject({ decided: false });
  expect(sent).toHaveLength(1);
});

test("a visitor whom the ledger has forgotten begins anew", async () => {
  const storage = memoryStorage();
  storage.setItem("meridian:pk:consent", JSON.stringify({ subjectId: "csb_old" }));
  const forgotten = (sent: Sent) =>
    sent.body?.["subjectId"] === "csb_old"
      ? { status: 404, body: problem("not_found", { what: "consent_subject" }) }
      : undefined;
  const { client } = shopWith(() => policyOf("opt_in"), forgotten, storage);
  expect(await createConsent({ client }).set(every)).toMatchObject({ decided: true });
});

test("changed words are shown again instead of being agreed to", async () => {
  let version = "1";
  const { client } = shopWith(
    () => policyOf("opt_in", false, version),
    (sent) =>
      sent.body?.["policyVersion"] === version ? undefined : { status: 409, body: problem("consent.policy_changed") },
  );
  const consent = createConsent({ client });
  await consent.ready;
  version = "2";
  await expect(consent.set(every)).rejects.toMatchObject({ code: "consent.policy_changed" });
  expect(consent.state()).toMatchObject({ decided: false, policy: { version: "2" } });
  await consent.set(every);
  expect(consent.allowed("marketing")).toBe(true);
});

test("Google's tags hear a denial first, then the signals that the ledger has", async () => {
  vi.stubGlobal("dataLayer", []);
  const { client } = shopWith(() => policyOf("opt_in"));
  const consent = createConsent({ client, googleConsentMode: true });
  await consent.ready;
  const choices = { ...every, sale_of_data: false };
  await consent.set(choices);
  const told = (Reflect.get(globalThis, "dataLayer") as IArguments[]).map((command) => [...command] as unknown[]);
  expect(told[0]).toEqual(["consent", "default", { ...googleSignals(none), wait_for_update: 500 }]);
  expect(told.at(-1)).toEqual(["consent", "update", googleSignals(choices)]);
});
