import { withWholeSign } from "@meridian/core/kernel/locale";
import { formatMoney, money } from "@meridian/core/kernel/money";
import type { OrderStatus } from "@meridian/core/orders/schemas";
import type { WireMoney } from "@meridian/core/wire";
import { pageWords, type PageWords } from "../platform/page-words.ts";
import { escape, isolated, layOut } from "./hosted-page.ts";

interface Page extends PageWords {
  readonly locale: string;
  readonly show: (value: WireMoney) => string;
  readonly day: (instant: string) => string;
}

const row = (label: string, value: string, kind = ""): string =>
  `<div class="row ${kind}"><dt>${isolated(label)}</dt><dd>${isolated(value)}</dd></div>`;

function lines({ lines: bought }: OrderStatus, { t, show }: Page): string {
  const items = bought.map(({ title, options, quantity, lineTotal, cancelledQuantity }) => {
    const notes = [
      ...(options === "" ? [] : [isolated(options)]),
      ...(cancelledQuantity === 0 ? [] : [escape(t("cancelledPieces", { count: String(cancelledQuantity) }))]),
    ];
    return (
      `<li><div class="row"><span>${escape(String(quantity))} × ${isolated(title)}</span><span>${isolated(show(lineTotal))}</span></div>` +
      `${notes.length === 0 ? "" : `<div class="note">${notes.join(" · ")}</div>`}</li>`
    );
  });
  return `<h2>${escape(t("items"))}</h2><ul>${items.join("")}</ul>`;
}

/** Every figure as the order has it: nothing is added up here. */
function totals(order: OrderStatus, { t, show, locale }: Page): string {
  const { totals: sums, taxLines, shippingMethod, credits, paymentRounding: rounding, due, refunded } = order;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
  const minus = (value: WireMoney): string => show({ ...value, amount: -value.amount });
  const taxes = taxLines
    .filter(({ name }) => name !== "")
    .map(({ name, ratePpm, tax }) =>
      row(t(sums.taxIncluded ? "taxIncluded" : "tax", { name, rate: percent.format(ratePpm / 1_000_000) }), show(tax)),
    );
  const total = row(t("total"), show(sums.total), "strong");
  return `<dl>${[
    row(t("subtotal"), show(sums.items)),
    ...(sums.discount.amount === 0 ? [] : [row(t("discount"), minus(sums.discount))]),
    row(t("shipping", { method: shippingMethod }), show(sums.shipping)),
    ...(sums.taxIncluded ? [total, ...taxes] : [...taxes, total]),
    ...credits.map(({ last4, applied }) =>
      row(last4 === null ? t("storeCredit") : t("giftCard", { last4 }), minus(applied)),
    ),
    ...(rounding === null ? [] : [row(t("paymentRounding"), show(rounding))]),
    ...(rounding === null && credits.length === 0 ? [] : [row(t("due"), show(due), "strong")]),
    ...(refunded.amount === 0 ? [] : [row(t("refunded"), minus(refunded))]),
  ].join("")}</dl>`;
}

function parcels({ fulfilments, cancelledAt }: OrderStatus, { t, day }: Page): string {
  if (fulfilments.length === 0) {
    return cancelledAt === null
      ? `<section><h2>${escape(t("parcels"))}</h2><p class="note">${escape(t("noParcel"))}</p></section>`
      : "";
  }
  const sent = fulfilments.map((parcel) => {
    const { carrierName, trackingNumber, trackingUrl, shippedAt, deliveredAt } = parcel;
    const what = parcel.lines.map(({ title, quantity }) => `${escape(String(quantity))} × ${isolated(title)}`);
    const facts = [
      escape(
        deliveredAt === null
          ? t("parcelSent", { date: day(shippedAt) })
          : t("parcelArrived", { date: day(deliveredAt) }),
      ),
      ...(carrierName === null ? [] : [isolated(carrierName)]),
      ...(trackingNumber === null ? [] : [escape(t("tracking", { number: trackingNumber }))]),
    ];
    const link =
      trackingUrl === null
        ? ""
        : `<div><a href="${escape(trackingUrl)}" rel="noopener noreferrer">${escape(t("follow"))}</a></div>`;
    return `<li><div>${what.join(", ")}</div><div class="note">${facts.join(" · ")}</div>${link}</li>`;
  });
  return `<section><h2>${escape(t("parcels"))}</h2><ul>${sent.join("")}</ul></section>`;
}

function address({ shippingAddress: to }: OrderStatus, { t, locale }: Page): string {
  const land = new Intl.DisplayNames(locale, { type: "region" }).of(to.country) ?? to.country;
  const place = [to.postalCode, to.city].filter(Boolean).join(" ");
  const parts = [to.name, to.company, to.line1, to.line2, place, to.region, land].filter(Boolean);
  const lines = parts.map((part) => isolated(part ?? ""));
  return `<section><h2>${escape(t("address"))}</h2><address>${lines.join("<br>")}</address></section>`;
}

/** The page of an order for its buyer, in the order's language. */
export function orderPageHtml(order: OrderStatus, shop: { readonly name: string; readonly timeZone: string }): string {
  const words = pageWords(order.locale);
  const locale = order.locale;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shop.timeZone });
  const page: Page = {
    ...words,
    locale,
    show: (value) => withWholeSign(formatMoney(money(value.amount, value.currency), locale), locale),
    day: (instant) => date.format(new Date(instant)),
  };
  const { t } = words;
  const title = t("title", { number: order.number });
  const badges =
    order.cancelledAt === null
      ? `<span class="badge">${escape(t(`states.payment.${order.paymentState}`))}</span>` +
        `<span class="badge">${escape(t(`states.fulfilment.${order.fulfilmentState}`))}</span>`
      : `<span class="badge bad">${escape(t("cancelled", { date: page.day(order.cancelledAt) }))}</span>` +
        `<span class="badge">${escape(t(`states.payment.${order.paymentState}`))}</span>`;
  const body =
    `<header><p>${isolated(shop.name)}</p><h1>${escape(title)}</h1><p>${escape(t("placed", { date: page.day(order.placedAt) }))}</p>` +
    `<p>${badges}</p></header>${parcels(order, page)}<section>${lines(order, page)}${totals(order, page)}</section>${address(order, page)}`;
  return layOut(words.language, `${title} · ${shop.name}`, body);
}

/** For a link that opens nothing, in the reader's language. */
export function orderNotFoundHtml(language: string): string {
  const { t, language: spoken } = pageWords(language);
  const body = `<section><h1>${escape(t("notFoundTitle"))}</h1><p>${escape(t("notFoundText"))}</p></section>`;
  return layOut(spoken, t("notFoundTitle"), body);
}

/** What a reader is told of a failure: `away` passes, `often` was asked too much, `ours` is a mistake with a number. */
export type PageFailure = "away" | "often" | "ours";

/** For a page that could not be shown, or something on it that could not be done. */
export function failedPageHtml(
  locale: string,
  failure: PageFailure,
  { requestId, back }: { readonly requestId: string; readonly back: string },
): string {
  const { t, language } = pageWords(locale);
  const text = escape(t(`failed.${failure}`, { id: requestId }));
  const link = `<p><a href="${escape(back)}">${escape(t("failed.back"))}</a></p>`;
  const body = `<section><h1>${escape(t("failed.title"))}</h1><p>${text}</p>${link}</section>`;
  return layOut(language, t("failed.title"), body);
}
