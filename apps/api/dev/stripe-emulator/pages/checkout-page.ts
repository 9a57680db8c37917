import { formatAmount } from "../currencies.ts";
import type { AccountRecord, LineItem, SessionRecord } from "../records.ts";
import type { Reply } from "../reply.ts";
import type { Field, FieldErrors, Values } from "./checkout-form.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { page } from "./layout.ts";
import { fill } from "./words.ts";
import type { Language } from "./words.ts";
import type { Words } from "./words/shape.ts";

const HINTS: [number: string, label: keyof Words][] = [
  ["4242424242424242", "hintSuccess"],
  ["4000000000000002", "hintDeclined"],
  ["4000000000009995", "hintFunds"],
  ["4000000000000069", "hintExpired"],
  ["4000000000000119", "hintProcessing"],
  ["4000002500003155", "hintChallenge"],
];

const methodNames: Partial<Record<string, keyof Words>> = {
  card: "card",
  sepa_debit: "sepa",
  customer_balance: "transfer",
  konbini: "konbini",
};

export interface CheckoutView {
  account: AccountRecord;
  record: SessionRecord;
  language: Language;
  values: Values;
  errors: FieldErrors;
  /** Why the last attempt failed. */
  problem: keyof Words | null;
}

export function checkoutPage(view: CheckoutView): Reply {
  const { record, account, language } = view;
  const merchant = merchantOf(record, account);
  const title = fill(language.words.payTo, { merchant });
  const main = html`<main class="checkout">${summary(view, merchant)}${payment(view, merchant)}</main>`;
  return page({ language, title, main, formTargets: [record.session.success_url] });
}

export function merchantOf({ session }: SessionRecord, account: AccountRecord): string {
  return session.branding_settings?.display_name || account.name || "Test shop";
}

function summary({ record, language }: CheckoutView, merchant: string): Html {
  const { words, locale } = language;
  const { session, lines } = record;
  const total = formatAmount(session.amount_total ?? 0, session.currency ?? "", locale);
  return html`<section class="summary" aria-labelledby="order">
    ${session.cancel_url !== null && html`<a class="back" href="${session.cancel_url}"><span aria-hidden="true" class="arrow">←</span> ${fill(words.back, { merchant })}</a>`}
    <h1>${fill(words.payTo, { merchant })}</h1>
    <p class="amount">${total}</p>
    <h2 id="order">${words.order}</h2>
    <ul class="lines">
      ${lines.map((line) => lineRow(line, language))}
    </ul>
    <p class="total"><span>${words.total}</span> <strong>${total}</strong></p>
  </section>`;
}

function lineRow(line: LineItem, { words, locale }: Language): Html {
  const count = line.quantity ?? 1;
  const counted = new Intl.NumberFormat(locale).format(count);
  const price = formatAmount(line.price.unit_amount ?? 0, line.currency, locale);
  return html`<li>
    <span class="what"
      ><bdi>${line.description ?? ""}</bdi
      >${count > 1 && html`<small>${fill(words.quantity, { count: counted, price })}</small>`}</span
    >
    <span class="price">${formatAmount(line.amount_total, line.currency, locale)}</span>
  </li>`;
}

function payment(view: CheckoutView, merchant: string): Html {
  const { record, language, values } = view;
  const { words, locale } = language;
  const { session } = record;
  const amount = formatAmount(session.amount_total ?? 0, session.currency ?? "", locale);
  const types = session.payment_method_types;
  return html`<section class="payment" aria-label="${words.method}">
    ${alert(view)}
    <form method="post" action="/c/pay/${session.id}/submit" novalidate>
      <fieldset>
        <legend>${words.contact}</legend>
        ${session.customer_email === null ? field(view, "email", { type: "email", autocomplete: "email", ltr: true }) : html`<p class="fixed"><span>${words.email}</span> <bdi>${session.customer_email}</bdi></p>`}
      </fieldset>
      <fieldset class="methods">
        <legend>${words.method}</legend>
        ${types.map((type) => method(type, type === (values.method ?? types[0]), types.length > 1, words))}
        ${
          types.includes("card") &&
          html`<div class="of-card">
            ${field(view, "number", { autocomplete: "cc-number", inputmode: "numeric", ltr: true })}
            <div class="pair">
              ${field(view, "expiry", { autocomplete: "cc-exp", inputmode: "numeric", ltr: true })}${field(view, "cvc", { autocomplete: "cc-csc", inputmode: "numeric", ltr: true })}
            </div>
            ${field(view, "name", { autocomplete: "cc-name" })}
          </div>`
        }
        ${
          types.includes("sepa_debit") &&
          html`<div class="of-sepa_debit">
            ${field(view, "iban", { autocomplete: "off", ltr: true })}
            ${field(view, "holder", { autocomplete: "name" })}
            <p class="note">${fill(words.mandate, { merchant })}</p>
          </div>`
        }
        ${types.includes("customer_balance") && html`<p class="note of-customer_balance">${words.transferNote}</p>`}
        ${types.includes("konbini") && html`<p class="note of-konbini">${words.konbiniNote}</p>`}
      </fieldset>
      <button type="submit">${fill(words.pay, { amount })}</button>
    </form>
    ${types.includes("card") && hints(record, words)}
  </section>`;
}

function alert({ language: { words }, problem, errors }: CheckoutView): Html | false {
  const names = Object.keys(errors) as Field[];
  if (names.length > 0) {
    const items = names.map((name) => html`<li><a href="#${name}">${words[errors[name] ?? "check"]}</a></li>`);
    return html`<div class="alert" role="alert" tabindex="-1" autofocus>
      <h2>${words.check}</h2>
      <ul>
        ${items}
      </ul>
    </div>`;
  }
  if (problem === null) return false;
  return html`<div class="alert" role="alert" tabindex="-1" autofocus>
    <h2>${words.problem}</h2>
    <p>${words[problem]} ${words.tryAgain}</p>
  </div>`;
}

function method(type: string, chosen: boolean, choice: boolean, words: Words): Html {
  const label = words[methodNames[type] ?? "card"];
  if (!choice) return html`<input type="hidden" name="method" value="${type}" />`;
  return html`<label class="method"
    ><input type="radio" name="method" value="${type}" id="method-${type}" ${chosen && html` checked`} />
    ${label}</label
  >`;
}

interface FieldOptions {
  autocomplete: string;
  type?: string;
  inputmode?: string;
  ltr?: boolean;
}

function field({ values, errors, language: { words } }: CheckoutView, name: Field, options: FieldOptions): Html {
  const error = errors[name];
  return html`<div class="field">
    <label for="${name}">${words[name]}</label>
    <input
      id="${name}"
      name="${name}"
      type="${options.type ?? "text"}"
      value="${values[name] ?? ""}"
      autocomplete="${options.autocomplete}"
      required${
        options.inputmode !== undefined && html` inputmode="${options.inputmode}"`
      }${options.ltr === true && html` dir="ltr"`}${error !== undefined && html` aria-invalid="true" aria-describedby="${name}-error"`}
    />
    ${error !== undefined && html`<p class="error" id="${name}-error">${words[error]}</p>`}
  </div>`;
}

function hints({ session }: SessionRecord, words: Words): Html {
  const items = HINTS.map(([number, label]) => {
    const spaced = number.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
    return html`<li>
      <a href="/c/pay/${session.id}?card=${number}"><bdi dir="ltr">${spaced}</bdi></a> <span>${words[label]}</span>
    </li>`;
  });
  return html`<aside class="hints" aria-labelledby="hints">
    <h2 id="hints">${words.hints}</h2>
    <p>${words.hintsHelp}</p>
    <ul>
      ${items}
    </ul>
  </aside>`;
}
