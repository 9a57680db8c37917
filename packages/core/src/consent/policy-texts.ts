import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { type Language, languages } from "../kernel/languages.ts";
import { direction, fallbackChain } from "../kernel/locale.ts";
import ar from "./locales/ar.json" with { type: "json" };
import de from "./locales/de.json" with { type: "json" };
import en from "./locales/en.json" with { type: "json" };
import es from "./locales/es.json" with { type: "json" };
import fr from "./locales/fr.json" with { type: "json" };
import ja from "./locales/ja.json" with { type: "json" };
import { beforeChoice } from "./rules.ts";
import { type ConsentPolicy, type ConsentPolicyKind, purposes } from "./schemas.ts";

/** Names the texts below. A test holds their hashes: a changed text needs a new version. */
export const policyVersion = "2026-11-22";

const policies = {
  ar: ar.policy,
  de: de.policy,
  en: en.policy,
  es: es.policy,
  fr: fr.policy,
  ja: ja.policy,
} satisfies Record<Language, typeof en.policy>;

function languageFor(locale: string): Language {
  return (
    fallbackChain(locale).find((form): form is typeof form & Language => Object.hasOwn(policies, form)) ?? languages[0]
  );
}

/** The policy as shown: what is asked, in which words, and the hash that proves which words these were. */
export function policyAsShown(policy: ConsentPolicyKind, market: string, locale: string, gpc: boolean): ConsentPolicy {
  const language = languageFor(locale);
  const words = policies[language];
  const allowed = { necessary: true, ...beforeChoice(policy, gpc) };
  const texts = {
    ...words[policy],
    acceptAll: words.acceptAll,
    rejectAll: words.rejectAll,
    settings: words.settings,
    save: words.save,
    gpcHonoured: words.gpcHonoured,
  };
  const shown = canonicalJson({ version: policyVersion, policy, texts, purposes: words.purposes });
  return {
    policy,
    version: policyVersion,
    hash: createHash("sha256").update(shown).digest("hex"),
    market,
    locale: language,
    dir: direction(language),
    purposes: purposes.map((purpose) => ({
      purpose,
      required: purpose === "necessary",
      allowed: allowed[purpose],
      ...words.purposes[purpose],
    })),
    texts,
    gpc: { received: gpc, honoured: gpc },
  };
}
