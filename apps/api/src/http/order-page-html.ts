import { createHash } from "node:crypto";
import { direction } from "@meridian/core/kernel/locale";
import { formatMoney, money } from "@meridian/core/kernel/money";
import type { OrderStatus } from "@meridian/core/orders/schemas";
import type { WireMoney } from "@meridian/core/wire";
import { pageWords, type PageWords } from "../platform/page-words.ts";

const css = `*{box-sizing:border-box}body{margin:0;background:#f5f7fa;color:#1f2933;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem}header p,.note{color:#52606d}h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:0 0 .5rem}
section{background:#fff;border-radius:12px;padding:1rem 1.25rem;margin:1rem 0}ul{list-style:none;margin:0;padding:0}li{padding:.6rem 0;border-top:1px solid #e4e7eb}
li:first-child{border-top:0}.row{display:flex;justify-content:space-between;gap:1rem}.row>:last-child{white-space:nowrap;font-variant-numeric:tabular-nums}
dl{margin:.5rem 0 0;border-top:2px solid #1f2933;padding-top:.5rem}dl .row{padding:.15rem 0}dt,dd{margin:0}.strong{font-weight:700}
.badge{display:inline-block;border-radius:999px;background:#e4e7eb;padding:.1rem .7rem;margin-inline-end:.4rem;font-size:.9rem}.bad{background:#fde8e8;color:#8a1c1c}
a{color:#1d4ed8}address{font-style:normal;white-space:pre-line}
@media (prefers-color-scheme:dark){body{background:#12171d;color:#e4e7eb}section{background:#1c242d}header p,.note{color:#a3b1bf}li{border-color:#323f4b}dl{border-color:#e4e7eb}.badge{background:#323f4b}.bad{background:#5c1d1d;color:#fde8e8}a{color:#8ab4ff}}`;

/** No script, no picture, no frame, no form: this style sheet and the text. */
export const orderPagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(css).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** Text that may be of another direction than the page around it. */
const isolated = (text: string): string => `<bdi>${escape(text)}</bdi>`;

function layOut(language: string, title: string, body: string): string {
  return (
    `<!doctype html><html lang="${escape(language)}" dir="${direction(language)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">` +
    `<title>${escape(title)}</title><style>${css}</style></head><body><main>${body}</main></body></html>`
  );
}

interface Page extends PageWords {
  readonly locale: string;
  readonly show: (value: WireMoney) => string;
  readonly day: (instant: string) => string;
}

const row = (label: string, value: string, kind = ""): string =>
  `<div class="row ${kind}"><dt>${escape(label)}</dt><dd>${escape(value)}</dd></div>`;

function lines({ lines: bought }: OrderStatus, { t, show }: Page): string {
  const items = bought.map(({ title, options, quantity, lineTotal, cancelledQuantity }) => {
    const notes = [
      ...(options === "" ? [] : [isolated(options)]),
      ...(cancelledQuantity === 0 ? [] : [escape(t("cancelledPieces", { count: String(cancelledQuantity) }))]),
    ];
    return (
      `<li><div class="row"><span>${escape(String(quantity))} × ${isolated(title)}</span><span>${escape(show(lineTotal))}</span></div>` +
      `${notes.length === 0 ? "" : `<div class="note">${notes.join(" · ")}</div>`}</li>`
    );
  });
  return `<h2>${escape(t("items"))}</h2><ul>${items.join("")}</ul>`;
}

/** Every figure as the order has it: nothing is added up here. */
function totals({ totals: sums, taxLines, shippingMethod, refunded }: OrderStatus, { t, show, locale }: Page): string {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
  const taxes = taxLines
    .filter(({ name }) => name !== "")
    .map(({ name, ratePpm, tax }) =>
      row(t(sums.taxIncluded ? "taxIncluded" : "tax", { name, rate: percent.format(ratePpm / 1_000_000) }), show(tax)),
    );
  const total = row(t("total"), show(sums.total), "strong");
  const { discount } = sums;
  return `<dl>${[
    row(t("subtotal"), show(sums.items)),
    ...(discount.amount === 0 ? [] : [row(t("discount"), show({ ...discount, amount: -discount.amount }))]),
    row(t("shipping", { method: shippingMethod }), show(sums.shipping)),
    ...(sums.taxIncluded ? [total, ...taxes] : [...taxes, total]),
    ...(refunded.amount === 0 ? [] : [row(t("refunded"), show({ ...refunded, amount: -refunded.amount }))]),
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
  return `<section><h2>${escape(t("address"))}</h2><address dir="auto">${escape(parts.join("\n"))}</address></section>`;
}

/** The page of an order for its buyer, in the order's language. */
export function orderPageHtml(order: OrderStatus, shop: { readonly name: string; readonly timeZone: string }): string {
  const words = pageWords(order.locale);
  const locale = order.locale;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shop.timeZone });
  const page: Page = {
    ...words,
    locale,
    show: (value) => formatMoney(money(value.amount, value.currency), locale),
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
