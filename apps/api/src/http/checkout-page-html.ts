import type { CheckoutView } from "@meridian/core/checkout/schemas";
import { withWholeSign } from "@meridian/core/kernel/locale";
import { formatMoney, money } from "@meridian/core/kernel/money";
import type { PaymentInstructions } from "@meridian/core/payments/schemas";
import type { WireMoney } from "@meridian/core/wire";
import { pageWords, type PageWords } from "../platform/page-words.ts";
import { escape, isolated, layOut } from "./hosted-page.ts";

/** Below the page's own address: where its form is sent. */
export const payOtherwisePath = "pay-otherwise";

const row = (label: string, value: string, kind = ""): string =>
  `<div class="row ${kind}"><dt>${escape(label)}</dt><dd>${isolated(value)}</dd></div>`;

const shown = ({ amount, currency }: WireMoney, locale: string): string =>
  withWholeSign(formatMoney(money(amount, currency), locale), locale);

const link = (url: string, label: string): string =>
  `<p><a href="${escape(url)}" rel="noopener noreferrer">${escape(label)}</a></p>`;

function accountRows(fields: PaymentInstructions["accounts"][number], { t }: PageWords): string {
  return `<dl>${fields.map(({ field, value }) => row(t(`awaited.fields.${field}`), value)).join("")}</dl>`;
}

/** What is still to be paid, by when, and to which account. */
function howToPay(
  { kind, remaining, reference, accounts, url, until }: PaymentInstructions,
  words: PageWords,
  { locale, day }: { readonly locale: string; readonly day: (instant: string) => string },
): string {
  const { t } = words;
  const amount = shown(remaining, locale);
  const facts = [
    row(t("awaited.amount"), amount, "strong"),
    ...(reference === null ? [] : [row(t("awaited.reference"), reference, "strong")]),
    row(t("awaited.until"), day(until)),
  ];
  const lists = accounts.map((fields, i) => {
    const other = i === 0 ? "" : `<p class="note">${escape(t("awaited.other"))}</p>`;
    return `${other}${accountRows(fields, words)}`;
  });
  const voucher = kind === "voucher" && url !== null ? link(url, t("awaited.voucher")) : "";
  const note = t(kind === "voucher" ? "awaited.noteVoucher" : "awaited.note");
  return `<section><p>${escape(note)}</p><dl>${facts.join("")}</dl>${lists.join("")}${voucher}</section>`;
}

/**
 * Ends the wait, without a script. The address that it is sent to is as secret as the page's own, so no other site can
 * send it; it is told as seen from there.
 */
function otherwise({ checkoutId, instructions, due }: CheckoutView, { t }: PageWords): string {
  const isPartly = instructions !== null && instructions.remaining.amount < due.amount;
  const hint = isPartly ? `<p class="note">${escape(t("checkout.comesBack"))}</p>` : "";
  return (
    `<form method="post" action="${escape(`${checkoutId}/${payOtherwisePath}`)}">` +
    `${hint}<button>${escape(t("checkout.payOtherwise"))}</button></form>`
  );
}

/** Which sentence says how a checkout stands that nobody has to send money for. */
function standing({ state, reason }: CheckoutView): string {
  if (state === "failed" && (reason === "transfer_missing" || reason === "transfer_incomplete")) return "late";
  return isLetGo({ state, reason }) ? "letGo" : state;
}

const isLetGo = ({ state, reason }: Pick<CheckoutView, "state" | "reason">): boolean =>
  state === "cancelled" && reason === "paid_otherwise";

/** The page of a checkout that is no order yet, in the language in which it was placed. */
export function checkoutPageHtml(
  checkout: CheckoutView,
  shop: { readonly name: string; readonly timeZone: string },
): string {
  const { instructions, redirectUrl, locale } = checkout;
  const words = pageWords(locale);
  const { t, language } = words;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shop.timeZone });
  const head = (title: string, badge: string): string =>
    `<header><p>${isolated(shop.name)}</p><h1>${escape(title)}</h1>${badge}</header>`;
  if (instructions !== null) {
    const { remaining, kind } = instructions;
    const amount = shown(remaining, locale);
    const title = t(kind === "voucher" ? "awaited.titleVoucher" : "awaited.title", { amount });
    const badge = `<p><span class="badge">${escape(t("awaited.state"))}</span></p>`;
    const told = howToPay(instructions, words, { locale, day: (instant) => date.format(new Date(instant)) });
    return layOut(language, `${title} · ${shop.name}`, `${head(title, badge)}${told}${otherwise(checkout, words)}`);
  }
  const title = t("checkout.title");
  const onward = t(isLetGo(checkout) ? "checkout.toCart" : "checkout.payNow");
  const pay = redirectUrl === null ? "" : link(redirectUrl, onward);
  const text = `<section><p>${escape(t(`checkout.${standing(checkout)}`))}</p>${pay}</section>`;
  return layOut(language, `${title} · ${shop.name}`, `${head(title, "")}${text}`);
}
