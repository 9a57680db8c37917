import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { Why } from "../../lib/Why.tsx";
import type { Order } from "./types.ts";

type Refund = Order["refunds"][number];

interface Props {
  order: Order;
  refund: Refund;
  what: "amount" | "tax";
  label: string;
}

/** What a refund gives back, part by part: of which line how many pieces, and the tax that was in each. */
export function RefundWhy({ order, refund, what, label }: Props): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const lines = new Map(order.lines.map((line) => [line.id, line]));
  const parts = refund.lines.map(({ orderLineId, quantity, amount, tax }) => {
    const line = lines.get(orderLineId);
    const said = {
      title: line?.title ?? orderLineId,
      quantity: format.number(quantity),
      all: format.number(line?.quantity ?? quantity),
      paid: format.money(line?.gross ?? amount),
      amount: format.money(what === "amount" ? amount : tax),
    };
    return { key: orderLineId, text: quantity === 0 ? t("why.refundShare", said) : t("why.refundPieces", said) };
  });
  const linesTax = refund.lines.reduce((sum, { tax }) => sum + tax.amount, 0);
  const shipping = what === "amount" ? refund.shipping.amount : refund.tax.amount - linesTax;
  const money = (amount: number): string => format.money({ ...refund.amount, amount });
  return (
    <Why label={label} amount={format.money(what === "amount" ? refund.total : refund.tax)}>
      {() => (
        <>
          {parts.map(({ key, text }) => (
            <Text key={key} size="sm">
              {text}
            </Text>
          ))}
          {refund.shipping.amount === 0 ? null : (
            <Text size="sm">{t("why.parts.shipping", { amount: money(shipping) })}</Text>
          )}
          {what === "amount" && refund.credited.amount > 0 ? (
            <Text size="sm">{t("why.refundCredited", { amount: format.money(refund.credited) })}</Text>
          ) : null}
          {what === "amount" && refund.rounding.amount !== 0 ? (
            <>
              <Text size="sm">{t("why.refundRounding", { amount: format.money(refund.rounding) })}</Text>
              <Text size="sm" c="dimmed">
                {t("why.notTaxed")}
              </Text>
            </>
          ) : null}
          {what === "tax" ? (
            <Text size="sm" c="dimmed">
              {t("why.refundTax")}
            </Text>
          ) : null}
        </>
      )}
    </Why>
  );
}
