import { Divider, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Facts, type Fact } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Order } from "./OrderPage.tsx";

type Line = Order["lines"][number];

/** What was bought, and how its price and tax add up. */
export function OrderLines({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const columns: Column<Line>[] = [
    {
      key: "title",
      header: t("lines.product"),
      main: true,
      render: ({ title, options, sku }) => (
        <div>
          <Text fw={500}>{title}</Text>
          <Text size="sm" c="dimmed">
            {[options, sku].filter((text) => text !== null && text !== "").join(" · ")}
          </Text>
        </div>
      ),
    },
    {
      key: "unitPrice",
      header: t("lines.unitPrice"),
      numeric: true,
      render: ({ unitPrice }) => format.money(unitPrice),
    },
    {
      key: "quantity",
      header: t("lines.quantity"),
      numeric: true,
      render: ({ quantity, refundedQuantity }) =>
        refundedQuantity === 0
          ? format.number(quantity)
          : t("lines.quantityRefunded", {
              quantity: format.number(quantity),
              refunded: format.number(refundedQuantity),
            }),
    },
    { key: "tax", header: t("lines.tax"), numeric: true, render: ({ tax }) => format.money(tax) },
    { key: "total", header: t("lines.total"), numeric: true, render: ({ lineTotal }) => format.money(lineTotal) },
  ];
  return (
    <Section title={t("lines.title")}>
      <DataTable caption={t("lines.title")} columns={columns} rows={order.lines} rowKey={({ id }) => id} empty={null} />
      <Divider my="sm" />
      <Totals order={order} />
    </Section>
  );
}

function Totals({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { totals, taxLines, refunded, exchangeRates } = order;
  const taxes: Fact[] = taxLines.map(({ name, ratePpm, reason, taxable, tax }) => ({
    label: totals.taxIncluded
      ? t("totals.taxIncluded", { name, rate: format.percent(ratePpm), taxable: format.money(taxable) })
      : t("totals.taxAdded", { name, rate: format.percent(ratePpm), taxable: format.money(taxable) }),
    value: (
      <>
        {format.money(tax)}{" "}
        <Text component="span" size="xs" c="dimmed">{`(${t(`taxReasons.${knownReason(reason)}`)})`}</Text>
      </>
    ),
  }));
  const facts: Fact[] = [
    { label: t("totals.items"), value: format.money(totals.items) },
    { label: t("totals.shipping", { method: order.shippingMethod }), value: format.money(totals.shipping) },
    ...(totals.discount.amount === 0
      ? []
      : [
          { label: t("totals.discount"), value: format.money({ ...totals.discount, amount: -totals.discount.amount }) },
        ]),
    ...(totals.taxIncluded ? [] : taxes),
    { label: t("totals.total"), value: format.money(totals.total), strong: true },
    ...(totals.taxIncluded ? taxes : []),
    ...order.credits.map(({ accountId, last4, applied }) => ({
      label: last4 === null ? t("totals.storeCredit") : t("totals.giftCard", { last4 }),
      value: <span key={accountId}>{format.money({ ...applied, amount: -applied.amount })}</span>,
    })),
    ...(refunded.amount === 0
      ? []
      : [{ label: t("totals.refunded"), value: format.money({ ...refunded, amount: -refunded.amount }) }]),
  ];
  return (
    <>
      <Facts label={t("totals.title")} facts={facts} />
      {order.discounts.map(({ promotionId, name, code, amount }) => (
        <Text key={promotionId} size="xs" c="dimmed" mt="xs">
          {code === null ? name : t("totals.promotion", { name, code })}: {format.money(amount)}
        </Text>
      ))}
      {exchangeRates.map(({ base, quote, rate, day }) => (
        <Text key={`${base} ${quote}`} size="xs" c="dimmed" mt="xs">
          {t("totals.exchangeRate", { base, quote, rate, day: format.day(day) })}
        </Text>
      ))}
    </>
  );
}

const reasons = [
  "standard",
  "reduced",
  "zero",
  "exempt",
  "reverse_charge",
  "export",
  "not_registered",
  "out_of_scope",
] as const;

function knownReason(reason: string): (typeof reasons)[number] | "other" {
  return reasons.find((known) => known === reason) ?? "other";
}
