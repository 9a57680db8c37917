import type { Order } from "../orders/index.ts";
import { wordsFor } from "./adapters/i18next.ts";
import { type Block, layOut, type Row } from "./mail-layout.ts";
import { type ComposedMail, show } from "./order-mails.ts";

interface Piece {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** Pieces of an order as rows, without amounts. */
function rowsOf(order: Order, pieces: readonly Piece[]): Row[] {
  const lines = new Map(order.lines.map((line) => [line.id as string, line]));
  return pieces.map(({ orderLineId, quantity }): Row => {
    const { title = "", options = "" } = lines.get(orderLineId) ?? {};
    return { label: title, ...(options === "" ? {} : { note: options }), amount: `× ${quantity}` };
  });
}

/** That a parcel is on its way, and how to follow it. Nothing when it was taken back meanwhile. */
export function shipmentNotice(
  order: Order,
  fulfilmentId: string,
  shopName: string,
  statusUrl: string,
): ComposedMail | undefined {
  const parcel = order.fulfilments.find((candidate) => candidate.id === fulfilmentId);
  if (parcel === undefined || parcel.state === "cancelled") return undefined;
  const { t, language } = wordsFor(order.locale);
  const values = { number: order.number, shop: shopName, name: order.shippingAddress.name };
  const facts: Row[] = [
    ...(parcel.carrierName === null ? [] : [{ label: t("mail.shipped.carrier"), amount: parcel.carrierName }]),
    ...(parcel.trackingNumber === null ? [] : [{ label: t("mail.shipped.number"), amount: parcel.trackingNumber }]),
  ];
  const blocks: Block[] = [
    {
      kind: "text",
      text: t(order.fulfilmentState === "partly" ? "mail.shipped.introRest" : "mail.shipped.intro", values),
    },
    ...(facts.length === 0 ? [] : [{ kind: "rows" as const, rows: facts }]),
    ...(parcel.trackingUrl === null
      ? []
      : [{ kind: "button" as const, label: t("mail.shipped.track"), url: parcel.trackingUrl }]),
    { kind: "heading", text: t("mail.shipped.items") },
    { kind: "rows", rows: rowsOf(order, parcel.lines) },
    { kind: "button", label: t("mail.status"), url: statusUrl },
  ];
  return {
    language,
    subject: t("mail.shipped.subject", values),
    ...layOut(language, shopName, t("mail.shipped.title", values), blocks),
  };
}

export interface Cancellation {
  readonly whole: boolean;
  readonly refundId: string | null;
  readonly pieces: readonly Piece[];
}

/** That an order, or the rest of it, will not be sent, and what is paid back. */
export function cancellationNotice(
  order: Order,
  { whole, refundId, pieces }: Cancellation,
  shopName: string,
  statusUrl: string,
): ComposedMail {
  const { t, language } = wordsFor(order.locale);
  const values = { number: order.number, shop: shopName, name: order.shippingAddress.name };
  const refund = order.refunds.find((candidate) => candidate.id === refundId && candidate.state !== "failed");
  const blocks: Block[] = [
    { kind: "text", text: t(whole ? "mail.cancelled.intro" : "mail.cancelled.introRest", values) },
    ...(refund === undefined
      ? []
      : [{ kind: "text" as const, text: t("mail.cancelled.refund", { amount: show(refund.total, order.locale) }) }]),
    { kind: "heading", text: t("mail.cancelled.items") },
    { kind: "rows", rows: rowsOf(order, pieces) },
    { kind: "button", label: t("mail.status"), url: statusUrl },
  ];
  return {
    language,
    subject: t("mail.cancelled.subject", values),
    ...layOut(language, shopName, t("mail.cancelled.title", values), blocks),
  };
}
