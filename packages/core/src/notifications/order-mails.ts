import { isolated, withWholeSign } from "../kernel/locale.ts";
import { money, formatMoney } from "../kernel/money.ts";
import type { Order } from "../orders/index.ts";
import type { WireMoney } from "../wire.ts";
import { wordsFor } from "./adapters/i18next.ts";
import { type Block, layOut, type Row } from "./mail-layout.ts";

/** Subject and body of a message to a buyer, in the buyer's locale. */
export interface ComposedMail {
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const show = (value: WireMoney, locale: string): string =>
  withWholeSign(formatMoney(money(value.amount, value.currency), locale), locale);

function addressOf(order: Order, locale: string): string {
  const { name, company, line1, line2, postalCode, city, region, country } = order.shippingAddress;
  const land = new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  return [name, company, line1, line2, [postalCode, city].filter(Boolean).join(" "), region, land]
    .flatMap((part) => (part === null || part === undefined || part === "" ? [] : [isolated(part, locale)]))
    .join("\n");
}

/** Every figure as the order has it: nothing is added up here. */
function totalRows(order: Order): Row[] {
  const { t } = wordsFor(order.locale);
  const { totals, paymentRounding: rounding } = order;
  const percent = new Intl.NumberFormat(order.locale, { style: "percent", maximumFractionDigits: 4 });
  // What is not taxed has a line in the books, without a name; a reader has no use for it.
  const named = order.taxLines.filter((line) => line.name !== "");
  const taxRows = named.map((line): Row => ({
    label: t(totals.taxIncluded ? "mail.taxIncluded" : "mail.tax", {
      name: line.name,
      rate: percent.format(line.ratePpm / 1_000_000),
    }),
    amount: show(line.tax, order.locale),
  }));
  const discount = { amount: -totals.discount.amount, currency: totals.discount.currency };
  const credits = order.credits.map(({ last4, applied }): Row => ({
    label: last4 === null ? t("mail.storeCredit") : t("mail.giftCard", { last4 }),
    amount: show({ amount: -applied.amount, currency: applied.currency }, order.locale),
  }));
  const codes = order.discounts.map(({ name, code }) => (code === null ? name : `${name} (${code})`));
  const total: Row = { label: t("mail.total"), amount: show(totals.total, order.locale), strong: true };
  return [
    { label: t("mail.items"), amount: show(totals.items, order.locale) },
    { label: t("mail.shipping", { method: order.shippingMethod }), amount: show(totals.shipping, order.locale) },
    ...(discount.amount === 0
      ? []
      : [{ label: t("mail.discount"), note: codes.join(", "), amount: show(discount, order.locale) }]),
    ...(totals.taxIncluded ? [total, ...taxRows] : [...taxRows, total]),
    ...credits,
    ...(rounding === null ? [] : [{ label: t("mail.paymentRounding"), amount: show(rounding, order.locale) }]),
    ...(rounding === null && credits.length === 0
      ? []
      : [{ label: t("mail.due"), amount: show(order.due, order.locale), strong: true }]),
  ];
}

export function orderConfirmation(order: Order, shopName: string, statusUrl: string): ComposedMail {
  const { t, language } = wordsFor(order.locale);
  const lines = order.lines.map((line): Row => ({
    label: `${line.quantity} × ${line.title}`,
    ...(line.options === "" ? {} : { note: line.options }),
    amount: show(line.lineTotal, order.locale),
  }));
  const title = t("mail.confirmation.title", { number: order.number });
  const blocks: Block[] = [
    { kind: "text", text: t("mail.confirmation.intro", { name: order.shippingAddress.name, shop: shopName }) },
    { kind: "rows", rows: lines },
    { kind: "rows", rows: totalRows(order) },
    { kind: "heading", text: t("mail.shippingAddress") },
    { kind: "text", text: addressOf(order, order.locale) },
    { kind: "button", label: t("mail.status"), url: statusUrl },
  ];
  return {
    language,
    subject: t("mail.confirmation.subject", { number: order.number, shop: shopName }),
    ...layOut(language, shopName, title, blocks),
  };
}

export function refundNotice(
  order: Order,
  refundId: string,
  shopName: string,
  statusUrl: string,
): ComposedMail | undefined {
  const refund = order.refunds.find((candidate) => candidate.id === refundId);
  if (refund === undefined) return undefined;
  const { t, language } = wordsFor(order.locale);
  const title = t("mail.refund.title", { number: order.number });
  const blocks: Block[] = [
    {
      kind: "text",
      text: t("mail.refund.intro", { name: order.shippingAddress.name, amount: show(refund.total, order.locale) }),
    },
    {
      kind: "rows",
      rows: [
        { label: t("mail.refund.amount"), amount: show(refund.total, order.locale), strong: true },
        { label: t("mail.refund.tax"), amount: show(refund.tax, order.locale) },
      ],
    },
    { kind: "text", text: t("mail.refund.when") },
    { kind: "button", label: t("mail.status"), url: statusUrl },
  ];
  return {
    language,
    subject: t("mail.refund.subject", { number: order.number, shop: shopName }),
    ...layOut(language, shopName, title, blocks),
  };
}
