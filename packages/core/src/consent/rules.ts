/**
 * What a visitor's choice means. Opt-in: Art. 4(11) and 7 GDPR (nothing but the necessary until a clear yes).
 * Opt-out: the US states' laws, e.g. Cal. Civ. Code §1798.135 and 11 CCR §7025: the browser's Global Privacy
 * Control is a valid refusal of sale, sharing and targeted advertising, and it wins over other settings.
 */
import type { ConsentChoices, ConsentMethod, ConsentPolicyKind, GoogleConsentMode } from "./schemas.ts";

const none: ConsentChoices = { preferences: false, analytics: false, marketing: false, sale_of_data: false };
const all: ConsentChoices = { preferences: true, analytics: true, marketing: true, sale_of_data: true };

/** What the choices come to once the browser's signal is honoured: no marketing, no sale of data. */
export function withSignal(choices: ConsentChoices, gpc: boolean): ConsentChoices {
  return gpc ? { ...choices, marketing: false, sale_of_data: false } : choices;
}

/** What holds before the visitor has chosen. */
export function beforeChoice(policy: ConsentPolicyKind, gpc: boolean): ConsentChoices {
  return withSignal(policy === "opt_in" ? none : all, gpc);
}

export function sameChoices(a: ConsentChoices, b: ConsentChoices): boolean {
  return (
    a.preferences === b.preferences &&
    a.analytics === b.analytics &&
    a.marketing === b.marketing &&
    a.sale_of_data === b.sale_of_data
  );
}

/**
 * The signals of Google Consent Mode v2. Advertising needs marketing; sending a person's data to Google for it
 * needs the consent to pass data on as well. Source: support.google.com/tagmanager/answer/10718549.
 */
export function googleSignals(choices: ConsentChoices): GoogleConsentMode {
  const signal = (granted: boolean): "granted" | "denied" => (granted ? "granted" : "denied");
  return {
    ad_storage: signal(choices.marketing),
    ad_user_data: signal(choices.marketing && choices.sale_of_data),
    ad_personalization: signal(choices.marketing && choices.sale_of_data),
    analytics_storage: signal(choices.analytics),
    functionality_storage: signal(choices.preferences),
    personalization_storage: signal(choices.preferences),
    security_storage: "granted",
  };
}

/** An entry as its chain sees it: where it stands, and all that was said, in plain JSON. */
export interface LedgerEntry {
  readonly subjectId: string;
  readonly seq: number;
  readonly at: string;
  readonly marketId: string;
  readonly policy: ConsentPolicyKind;
  readonly policyVersion: string;
  readonly policyHash: string;
  readonly locale: string;
  readonly method: ConsentMethod;
  readonly gpc: boolean;
  readonly choices: ConsentChoices;
}

/**
 * The number of the first entry that was changed, removed or added, or null for a whole chain. `hash` makes an
 * entry's hash from the one before.
 */
export function firstBreak(
  entries: readonly (LedgerEntry & { readonly hash: string })[],
  head: { readonly seq: number; readonly hash: string },
  hash: (previous: string, entry: LedgerEntry) => string,
): number | null {
  let previous = "";
  let expected = 1;
  for (const { hash: stored, ...entry } of entries) {
    if (entry.seq !== expected || hash(previous, entry) !== stored) return expected;
    previous = stored;
    expected++;
  }
  return head.seq === expected - 1 && head.hash === previous ? null : expected;
}
