import { Button, Divider, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Facts, type Fact } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import { type Amount, AmountWhy } from "./AmountWhy.tsx";
import type { Order } from "./types.ts";

type Line = Order["lines"][number];

/** Of a long order the totals, the payments and the history come first. */
const firstLines = 25;

/** What was bought, and how its price and tax add up. */
export function OrderLines({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const [all, setAll] = useState(false);
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
      render: ({ id, unitPrice }) => (
        <AmountWhy order={order} what={{ of: "unit", lineId: id }} label={t("lines.unitPrice")} value={unitPrice} />
      ),
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
    {
      key: "tax",
      header: t("lines.tax"),
      numeric: true,
      render: ({ id, tax }) => (
        <AmountWhy order={order} what={{ of: "line_tax", lineId: id }} label={t("lines.tax")} value={tax} />
      ),
    },
    {
      key: "total",
      header: t("lines.total"),
      numeric: true,
      render: ({ id, lineTotal }) => (
        <AmountWhy order={order} what={{ of: "line_total", lineId: id }} label={t("lines.total")} value={lineTotal} />
      ),
    },
  ];
  const rows = all ? order.lines : order.lines.slice(0, firstLines);
  return (
    <Section title={t("lines.title")}>
      <DataTable caption={t("lines.title")} columns={columns} rows={rows} rowKey={({ id }) => id} empty={null} />
      {rows.length < order.lines.length ? (
        <Button variant="default" mt="sm" onClick={() => setAll(true)}>
          {t("lines.showAll", { count: order.lines.length, number: format.number(order.lines.length) })}
        </Button>
      ) : null}
      <Divider my="sm" />
      <Totals order={order} />
    </Section>
  );
}

function Totals({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { totals, taxLines, refunded, exchangeRates, paymentRounding: rounding } = order;
  const why = (what: Amount, label: string, value: Order["totals"]["total"]): ReactNode => (
    <AmountWhy order={order} what={what} label={label} value={value} />
  );
  const taxes: Fact[] = taxLines.map(({ name, ratePpm, reason, taxable, tax }, nth) => ({
    label: totals.taxIncluded
      ? t("totals.taxIncluded", { name, rate: format.percent(ratePpm), taxable: format.money(taxable) })
      : t("totals.taxAdded", { name, rate: format.percent(ratePpm), taxable: format.money(taxable) }),
    value: (
      <>
        {why({ of: "tax", nth }, name, tax)}{" "}
        <Text component="span" size="xs" c="dimmed">{`(${t(`taxReasons.${knownReason(reason)}`)})`}</Text>
      </>
    ),
  }));
  const facts: Fact[] = [
    { label: t("totals.items"), value: why({ of: "items" }, t("totals.items"), totals.items) },
    {
      label: t("totals.shipping", { method: order.shippingMethod }),
      value: why({ of: "shipping" }, t("totals.shipping", { method: order.shippingMethod }), totals.shipping),
    },
    ...(totals.discount.amount === 0
      ? []
      : [
          {
            label: t("totals.discount"),
            value: why({ of: "discount" }, t("totals.discount"), {
              ...totals.discount,
              amount: -totals.discount.amount,
            }),
          },
        ]),
    ...(totals.taxIncluded ? [] : taxes),
    { label: t("totals.total"), value: why({ of: "total" }, t("totals.total"), totals.total), strong: true },
    ...(totals.taxIncluded ? taxes : []),
    ...order.credits.map(({ accountId, last4, applied }) => ({
      label: last4 === null ? t("totals.storeCredit") : t("totals.giftCard", { last4 }),
      value: <span key={accountId}>{format.money({ ...applied, amount: -applied.amount })}</span>,
    })),
    ...(rounding === null
      ? []
      : [{ label: t("totals.paymentRounding"), value: why({ of: "due" }, t("totals.paymentRounding"), rounding) }]),
    ...(rounding === null && order.credits.length === 0
      ? []
      : [{ label: t("totals.due"), value: format.money(order.due), strong: true }]),
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
