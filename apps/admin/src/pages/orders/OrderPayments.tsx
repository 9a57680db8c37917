import { Divider, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useMethodName } from "../../lib/payment-methods.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { RefundWhy } from "./RefundWhy.tsx";
import type { Order } from "./types.ts";

type Payment = Order["payments"][number];
type Refund = Order["refunds"][number];
const paymentTones = {
  pending: "attention",
  processing: "attention",
  paid: "good",
  failed: "bad",
  expired: "neutral",
} as const;
const refundTones = { pending: "attention", succeeded: "good", failed: "bad" } as const;

/** Money in and money back, as the provider knows it. */
export function OrderPayments({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  return (
    <Section title={t("payments.title")}>
      <Stack>
        {order.payments.map((payment) => (
          <PaymentView key={payment.id} payment={payment} />
        ))}
        {order.refunds.map((refund) => (
          <div key={refund.id}>
            <Divider mb="sm" />
            <RefundView refund={refund} order={order} />
          </div>
        ))}
      </Stack>
    </Section>
  );
}

function PaymentView({ payment }: { payment: Payment }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const methodName = useMethodName();
  const { method } = payment;
  const ending = method === null || method.last4 === null ? null : `•••• ${method.last4}`;
  const card = [method?.brand ?? null, ending].filter((part) => part !== null);
  return (
    <Facts
      label={t("payments.payment")}
      facts={[
        {
          label: t("payments.state"),
          value: <StatusBadge tone={paymentTones[payment.state]}>{t(`paymentSteps.${payment.state}`)}</StatusBadge>,
        },
        { label: t("payments.amount"), value: format.money(payment.captured) },
        ...(method === null
          ? []
          : [{ label: t("payments.method"), value: card.length === 0 ? methodName(method.type) : card.join(" ") }]),
        ...(payment.paidAt === null ? [] : [{ label: t("payments.paidAt"), value: format.dateTime(payment.paidAt) }]),
        ...(payment.providerRef === null ? [] : [{ label: t("payments.reference"), value: payment.providerRef }]),
      ]}
    />
  );
}

function RefundView({ refund, order }: { refund: Refund; order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const titles = new Map(order.lines.map(({ id, title }) => [id, title]));
  return (
    <>
      <Text fw={600} mb={4}>
        {t("refunds.title", { amount: format.money(refund.total) })}
      </Text>
      <Facts
        label={t("refunds.title", { amount: format.money(refund.total) })}
        facts={[
          {
            label: t("payments.state"),
            value: <StatusBadge tone={refundTones[refund.state]}>{t(`refunds.states.${refund.state}`)}</StatusBadge>,
          },
          ...refund.lines.map(({ orderLineId, quantity, amount }) => ({
            label:
              quantity === 0
                ? (titles.get(orderLineId) ?? orderLineId)
                : `${format.number(quantity)} × ${titles.get(orderLineId) ?? orderLineId}`,
            value: format.money(amount),
          })),
          ...(refund.shipping.amount === 0
            ? []
            : [{ label: t("refund.shipping"), value: format.money(refund.shipping) }]),
          ...(refund.credited.amount === 0
            ? []
            : [{ label: t("refunds.credited"), value: format.money(refund.credited) }]),
          ...(refund.rounding.amount === 0
            ? []
            : [{ label: t("totals.paymentRounding"), value: format.money(refund.rounding) }]),
          {
            label: t("payments.amount"),
            value: <RefundWhy order={order} refund={refund} what="amount" label={t("refund.total")} />,
          },
          {
            label: t("refunds.tax"),
            value: <RefundWhy order={order} refund={refund} what="tax" label={t("refunds.tax")} />,
          },
          { label: t("refunds.at"), value: format.dateTime(refund.createdAt) },
          { label: t("refunds.reason"), value: refund.automatic ? t("refunds.automatic") : refund.reason },
          { label: t("refunds.restock"), value: refund.restock ? t("refunds.restocked") : t("refunds.notRestocked") },
          ...(refund.failureCode === null ? [] : [{ label: t("refunds.failure"), value: refund.failureCode }]),
        ]}
      />
    </>
  );
}
