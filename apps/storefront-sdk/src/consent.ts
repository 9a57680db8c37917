import { rememberedConsent } from "./consent-record.ts";
import { MeridianError } from "./errors.ts";
import type { Client } from "./client.ts";
import type { ConsentChoices, ConsentMethod, ConsentPolicy, ConsentRecord, Purpose } from "./types.ts";

export type { ConsentChoices, ConsentMethod, ConsentPolicy, ConsentRecord, Purpose } from "./types.ts";

export interface ConsentOptions {
  readonly client: Client;
  /** Tells Google's tags (Consent Mode v2) through `dataLayer`: everything denied at first, then as chosen. */
  readonly googleConsentMode?: boolean | undefined;
}

/** How things stand for this visitor. */
export interface ConsentState {
  /** How to ask; null until it was loaded. */
  readonly policy: ConsentPolicy | null;
  /** What holds: the visitor's choice, else what the policy says until there is one. */
  readonly choices: ConsentChoices;
  /** Whether the visitor has answered these words. If not, ask. */
  readonly decided: boolean;
}

export interface Consent {
  /** Ends when the policy is there and a browser's privacy signal has been honoured. */
  readonly ready: Promise<ConsentState>;
  state(): ConsentState;
  /** Whether something may be done for this purpose now. False until `ready`. */
  allowed(purpose: Purpose): boolean;
  /**
   * Records a choice in the shop's ledger; purposes left out stay as they are.
   *
   * @throws MeridianError `consent.policy_changed` when the words have changed: they are loaded anew, ask again.
   */
  set(choices: Partial<ConsentChoices>, method?: ConsentMethod): Promise<ConsentState>;
  /** Hears every change; answers how to stop. */
  subscribe(listener: (state: ConsentState) => void): () => void;
}

const nothing: ConsentChoices = { preferences: false, analytics: false, marketing: false, sale_of_data: false };

/**
 * A visitor's consent. The choice is recorded by the shop's server with the words that were shown; this browser
 * remembers it. Global Privacy Control is honoured without asking.
 *
 * @example
 * const consent = createConsent({ client: shop });
 * await consent.ready;
 * if (consent.allowed("analytics")) startCounting();
 */
export function createConsent({ client, googleConsentMode }: ConsentOptions): Consent {
  const listeners = new Set<(state: ConsentState) => void>();
  const gpc = (globalThis.navigator as { globalPrivacyControl?: boolean } | undefined)?.globalPrivacyControl === true;
  let state: ConsentState = { policy: null, choices: nothing, decided: false };

  function change(next: ConsentState): ConsentState {
    state = next;
    if (googleConsentMode) tellGoogle("update", state.choices);
    for (const listener of listeners) listener(state);
    return state;
  }

  async function load(): Promise<ConsentState> {
    const { market, locale } = client;
    const policy = await client.request<ConsentPolicy>("GET", "/v1/consent/policy", { query: { market, locale, gpc } });
    const record = rememberedConsent(client.memory);
    const decided =
      record?.policyVersion === policy.version &&
      record.policy === policy.policy &&
      (!policy.gpc.honoured || record.gpcHonoured);
    const preset = Object.fromEntries(policy.purposes.map(({ purpose, allowed }) => [purpose, allowed]));
    const choices = decided ? record.choices : { ...nothing, ...preset };
    const next = change({ policy, choices, decided });
    // Where everything else is allowed unless refused, the signal is the whole answer: no banner is needed.
    if (!decided && policy.gpc.honoured && policy.policy !== "opt_in") return set({}, "gpc");
    return next;
  }

  async function set(choices: Partial<ConsentChoices>, method: ConsentMethod = "api"): Promise<ConsentState> {
    const policy = state.policy ?? (await ready).policy;
    const { market, locale } = client;
    const subjectId = rememberedConsent(client.memory)?.subjectId;
    const { preferences, analytics, marketing, sale_of_data } = { ...state.choices, ...choices };
    const body = {
      subjectId,
      market,
      locale,
      choices: { preferences, analytics, marketing, sale_of_data },
      method,
      policyVersion: policy?.version,
      policyHash: policy?.hash,
      gpc: policy?.gpc.received,
    };
    try {
      const record = await client.request<ConsentRecord>("POST", "/v1/consent", { body });
      client.memory.set("consent", JSON.stringify(record));
      return change({ policy, choices: record.choices, decided: true });
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      // The ledger does not know this visitor (any more): begin a new one.
      if (error.status === 404 && subjectId) {
        client.memory.set("consent", null);
        return set(choices, method);
      }
      if (error.code === "consent.policy_changed") await load();
      throw error;
    }
  }

  if (googleConsentMode) tellGoogle("default", nothing);
  const ready = load();
  // Whoever awaits `ready` hears of the failure; nobody needs to.
  ready.catch(() => null);

  return {
    ready,
    state: () => state,
    allowed: (purpose) => state.choices[purpose],
    set,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The seven signals of Consent Mode v2. Source: support.google.com/tagmanager/answer/10718549. */
function tellGoogle(command: "default" | "update", choices: ConsentChoices): void {
  const signal = (granted: boolean): string => (granted ? "granted" : "denied");
  const advertising = signal(choices.marketing && choices.sale_of_data);
  gtag("consent", command, {
    ad_storage: signal(choices.marketing),
    ad_user_data: advertising,
    ad_personalization: advertising,
    analytics_storage: signal(choices.analytics),
    functionality_storage: signal(choices.preferences),
    personalization_storage: signal(choices.preferences),
    security_storage: "granted",
    ...(command === "default" && { wait_for_update: 500 }),
  });
}

/** Google's tags read `arguments` objects only, no arrays. */
function gtag(..._command: unknown[]): void {
  const page = globalThis as { dataLayer?: unknown[] };
  // eslint-disable-next-line prefer-rest-params
  (page.dataLayer ??= []).push(arguments);
}
