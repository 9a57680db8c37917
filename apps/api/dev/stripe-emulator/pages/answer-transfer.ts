import { callFor } from "../accounts.ts";
import { receiveTransfer, stillMissing } from "../bank-transfers.ts";
import { formatAmount } from "../currencies.ts";
import type { Emulator } from "../emulator.ts";
import { successUrl } from "../pay-session.ts";
import type { Intent } from "../records.ts";
import { seeOther } from "../reply.ts";
import type { Incoming, Reply } from "../reply.ts";
import { merchantOf } from "./checkout-page.ts";
import { html } from "./html.ts";
import { page } from "./layout.ts";
import { missingPage } from "./notice-page.ts";
import { chooseLanguage, fill } from "./words.ts";

/** Where a shopper learns how to transfer the money; here it can also be sent. */
export function answerTransfer(emulator: Emulator, incoming: Incoming, id: string): Reply {
  const found = emulator.store.find("intent", id);
  const params = new URLSearchParams(incoming.method === "POST" ? incoming.body : incoming.query);
  if (!found || params.get("secret") !== found.value.intent.client_secret) return missingPage(incoming);
  const call = callFor(emulator, found.owner);
  const { intent } = found.value;
  const session = emulator.store.get("session", found.owner, found.value.session ?? "");
  const back = session ? successUrl(session) : emulator.publicUrl;
  const wanted = intent.next_action?.display_bank_transfer_instructions;
  if (wanted === undefined) return seeOther(back);
  const missing = stillMissing(call, intent);
  if (missing === 0) return seeOther(back);
  if (incoming.method === "POST") {
    receiveTransfer(call, found.value, sentAmount(params.get("send"), missing));
    return seeOther(back);
  }
  const language = chooseLanguage(session?.session.locale ?? null, incoming.headers["accept-language"]);
  const { words, locale } = language;
  const merchant = session ? merchantOf(session, call.account) : (call.account.name ?? "Test shop");
  const title = fill(words.transferTitle, { amount: formatAmount(missing, intent.currency, locale) });
  const main = html`<main class="notice">
    <h1>${title}</h1>
    <p>${fill(words.transferText, { merchant })}</p>
    <p>
      ${words.account}: <bdi dir="ltr">${accountOf(intent)}</bdi><br />${words.reference}:
      <bdi dir="ltr">${wanted.reference ?? ""}</bdi>
    </p>
    <form method="post" action="/c/transfer/${intent.id}">
      <input type="hidden" name="secret" value="${intent.client_secret ?? ""}" />
      <button type="submit" name="send" value="all">${words.sendAll}</button>
      <button type="submit" name="send" value="half" class="second">${words.sendHalf}</button>
      <button type="submit" name="send" value="more" class="second">${words.sendMore}</button>
    </form>
    <p><a class="button" href="${back}">${fill(words.goOn, { merchant })}</a></p>
  </main>`;
  return page({ language, title, main, formTargets: [session?.session.success_url ?? null] });
}

function sentAmount(choice: string | null, missing: number): number {
  if (choice === "half") return Math.max(1, Math.floor(missing / 2));
  return choice === "more" ? missing + 500 : missing;
}

function accountOf({ next_action: action }: Intent): string {
  const [address] = action?.display_bank_transfer_instructions?.financial_addresses ?? [];
  const { iban, sort_code: uk, aba, zengin, spei } = address ?? {};
  return iban?.iban ?? uk?.account_number ?? aba?.account_number ?? zengin?.account_number ?? spei?.clabe ?? "";
}
