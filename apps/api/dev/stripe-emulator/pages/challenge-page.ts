import { formatAmount } from "../currencies.ts";
import type { IntentRecord } from "../records.ts";
import type { Reply } from "../reply.ts";
import { html } from "./html.ts";
import { page } from "./layout.ts";
import { fill } from "./words.ts";
import type { Language } from "./words.ts";

export interface Challenge {
  record: IntentRecord;
  merchant: string;
  language: Language;
  /** Where the shopper ends up afterwards. */
  target: string | null;
}

/** Stands for the bank's 3-D Secure page, or for a redirecting method's own. */
export function challengePage({ record, merchant, language, target }: Challenge): Reply {
  const { words, locale } = language;
  const { intent } = record;
  const amount = formatAmount(intent.amount, intent.currency, locale);
  const main = html`<main class="notice">
    <h1>${words.challengeTitle}</h1>
    <p>${fill(words.challengeText, { merchant, amount })}</p>
    <form method="post" action="/c/authenticate/${intent.id}">
      <input type="hidden" name="secret" value="${intent.client_secret ?? ""}" />
      <button type="submit" name="outcome" value="pass">${words.confirm}</button>
      <button type="submit" name="outcome" value="fail" class="second">${words.refuse}</button>
    </form>
  </main>`;
  return page({ language, title: words.challengeTitle, main, formTargets: [target] });
}
