import type { CheckoutView } from "@meridian/core/checkout/schemas";
import { withWholeSign } from "@meridian/core/kernel/locale";
import { formatMoney, money } from "@meridian/core/kernel/money";
import type { PaymentInstructions } from "@meridian/core/payments/schemas";
import type { WireMoney } from "@meridian/core/wire";
import { pageWords, type PageWords } from "../platform/page-words.ts";
import { escape, isolated, layOut } from "./hosted-page.ts";

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

/** The page of a checkout that is no order yet, in the language in which it was placed. */
export function checkoutPageHtml(
  { state, reason, instructions, redirectUrl, locale }: CheckoutView,
  shop: { readonly name: string; readonly timeZone: string },
): string {
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
    return layOut(language, `${title} · ${shop.name}`, `${head(title, badge)}${told}`);
  }
  const title = t("checkout.title");
  const isLate = state === "failed" && (reason === "transfer_missing" || reason === "transfer_incomplete");
  const pay = redirectUrl === null ? "" : link(redirectUrl, t("checkout.payNow"));
  const text = `<section><p>${escape(t(`checkout.${isLate ? "late" : state}`))}</p>${pay}</section>`;
  return layOut(language, `${title} · ${shop.name}`, `${head(title, "")}${text}`);
}
