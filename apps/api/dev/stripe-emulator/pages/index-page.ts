import { formatAmount } from "../currencies.ts";
import type { Emulator } from "../emulator.ts";
import type { Reply } from "../reply.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { page } from "./layout.ts";
import { chooseLanguage } from "./words.ts";

const SHOWN = 20;

/** For the developer: which accounts there are, and what happened in them lately. */
export function indexPage(emulator: Emulator): Reply {
  const accounts = emulator.store.all("account");
  const main = html`<main class="index">
    <h1>Stripe emulator</h1>
    <p>
      Each <code>sk_test_…</code> key is an account of its own.
      ${emulator.consoleOrigin !== undefined && html`<a href="${emulator.consoleOrigin}">To the console</a>`}
    </p>
    ${accounts.length === 0 ? html`<p>No request has come in yet.</p>` : accounts.map(({ owner }) => accountSection(emulator, owner))}
  </main>`;
  return page({ language: chooseLanguage("en"), title: "Stripe emulator", main });
}

function accountSection({ store, publicUrl }: Emulator, owner: string): Html {
  const account = store.get("account", owner, owner);
  const sessions = store.list("session", owner).map(({ session }) => session);
  const charges = store.list("charge", owner);
  const waiting = store.list("delivery", owner).filter(({ state }) => state !== "delivered").length;
  const sessionRows = sessions
    .slice(-SHOWN)
    .toReversed()
    .map((session) => [
      html`<a href="${publicUrl}/c/pay/${session.id}">${shorten(session.id)}</a>`,
      html`${formatAmount(session.amount_total ?? 0, session.currency ?? "")}`,
      html`${session.status ?? ""}, ${session.payment_status}`,
      when(session.created),
    ]);
  const chargeRows = charges
    .slice(-SHOWN)
    .toReversed()
    .map((charge) => [
      html`${shorten(charge.id)}`,
      html`${formatAmount(charge.amount, charge.currency)}`,
      html`${charge.failure_code ?? charge.status}`,
      html`${formatAmount(charge.amount_refunded, charge.currency)}`,
      when(charge.created),
    ]);
  return html`<section>
    <h2>${account?.name ?? owner}</h2>
    <p>
      <code>${account?.keyHint ?? ""}</code> · <a href="/_dev/ledger?account=${owner}">Ledger</a> ·
      <a href="/_dev/events?account=${owner}">Events</a> ·
      <a href="/_dev/deliveries?account=${owner}">Webhook deliveries</a> (${waiting} open)
    </p>
    ${table(`Checkout Sessions (${sessions.length})`, ["Session", "Amount", "Status", "Created"], sessionRows)}
    ${table(`Charges (${charges.length})`, ["Charge", "Amount", "Status", "Refunded", "Created"], chargeRows)}
  </section>`;
}

function table(caption: string, heads: string[], rows: Html[][]): Html {
  const body = rows.map(
    (cells) =>
      html`<tr>
        ${cells.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

function when(seconds: number): Html {
  return html`${new Date(seconds * 1_000).toISOString().slice(0, 19).replace("T", " ")}`;
}

function shorten(id: string): string {
  return id.length > 24 ? `${id.slice(0, 20)}…` : id;
}
