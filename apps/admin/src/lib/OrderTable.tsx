import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../app/paths.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { StatusBadge, type Tone } from "../ui/StatusBadge.tsx";
import type { AdminOutputs } from "./api.ts";
import { useFormat } from "./format.ts";
import { LinkAnchor } from "./links.tsx";
import { useShop } from "./session.ts";

type Row = AdminOutputs["orders"]["list"]["items"][number];
const tones = { paid: "good", partially_refunded: "attention", refunded: "neutral" } as const satisfies Record<
  string,
  Tone
>;

export function PaymentBadge({ state }: { state: Row["paymentState"] }): ReactNode {
  const { t } = useTranslation("orders");
  return <StatusBadge tone={tones[state]}>{t(`paymentStates.${state}`)}</StatusBadge>;
}

const deliveryTones = { unfulfilled: "attention", partly: "info", fulfilled: "good" } as const satisfies Record<
  string,
  Tone
>;

export function DeliveryBadge({ state }: { state: Row["fulfilmentState"] }): ReactNode {
  const { t } = useTranslation("orders");
  return <StatusBadge tone={deliveryTones[state]}>{t(`deliveryStates.${state}`)}</StatusBadge>;
}

export function CancelledBadge(): ReactNode {
  const { t } = useTranslation("orders");
  return <StatusBadge tone="bad">{t("deliveryStates.cancelled")}</StatusBadge>;
}

interface Props {
  rows: readonly Row[] | undefined;
  empty: ReactNode;
  placeholders?: number;
  /** All of them are one buyer's, whom the page names already. */
  ofOneBuyer?: boolean;
}

/** Orders in short, on the home page and in their own list. */
export function OrderTable({ rows, empty, placeholders, ofOneBuyer = false }: Props): ReactNode {
  const { t } = useTranslation("orders");
  const { slug: shop } = useShop();
  const format = useFormat();
  const buyer: Column<Row>[] = [
    { key: "name", header: t("columns.customer"), render: ({ name }) => name },
    { key: "country", header: t("columns.country"), render: ({ country }) => format.country(country) },
  ];
  const columns: Column<Row>[] = [
    {
      key: "number",
      header: t("columns.number"),
      render: ({ id, number }) => (
        <LinkAnchor to={paths.order} params={{ shop, orderId: id }} fw={600}>
          {number}
        </LinkAnchor>
      ),
    },
    { key: "placedAt", header: t("columns.placedAt"), render: ({ placedAt }) => format.dateTime(placedAt) },
    ...(ofOneBuyer ? [] : buyer),
    {
      key: "payment",
      header: t("columns.payment"),
      render: ({ paymentState }) => <PaymentBadge state={paymentState} />,
    },
    {
      key: "delivery",
      header: t("columns.delivery"),
      render: ({ fulfilmentState, cancelledAt }) =>
        cancelledAt === null ? <DeliveryBadge state={fulfilmentState} /> : <CancelledBadge />,
    },
    {
      key: "items",
      header: t("columns.items"),
      numeric: true,
      render: ({ itemCount }) => format.number(itemCount),
    },
    { key: "total", header: t("columns.total"), numeric: true, render: ({ total }) => format.money(total) },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      {...(placeholders === undefined ? {} : { placeholders })}
    />
  );
}
