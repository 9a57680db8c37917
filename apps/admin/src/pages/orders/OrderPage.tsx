import { Button } from "@mantine/core";
import { IconPackageExport, IconReceiptRefund } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { paramId } from "../../lib/ids.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { CancelledBadge, DeliveryBadge, PaymentBadge } from "../../lib/OrderTable.tsx";
import { useShop } from "../../lib/session.ts";
import { MainAndAside } from "../../ui/MainAndAside.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CancelDialog } from "./CancelDialog.tsx";
import { FulfilDialog, waiting } from "./FulfilDialog.tsx";
import { OrderBuyer } from "./OrderBuyer.tsx";
import { OrderConsent } from "./OrderConsent.tsx";
import { OrderHistory } from "./OrderHistory.tsx";
import { OrderLines } from "./OrderLines.tsx";
import { OrderParcels } from "./OrderParcels.tsx";
import { OrderPayments } from "./OrderPayments.tsx";
import { OrderWhy } from "./OrderWhy.tsx";
import { RefundDialog } from "./RefundDialog.tsx";

export function OrderPage(): ReactNode {
  const { t } = useTranslation("orders");
  const { orderId } = useParams({ from: paths.order });
  const shop = useShop();
  const format = useFormat();
  const [refunding, setRefunding] = useState(false);
  const [dialog, setDialog] = useState<"fulfil" | "cancel" | null>(null);
  const { data: order } = useSuspenseQuery(shop.trpc.orders.get.queryOptions({ id: paramId("ord", orderId) }));
  const refundable = can(shop, "orders.refund") && order.refundable.amount > 0;
  const left = order.cancelledAt === null && order.lines.some((line) => waiting(line) > 0);
  const fulfillable = left && can(shop, "orders.write");
  const cancellable = left && can(shop, "orders.refund");
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.orders} params={{ shop: shop.slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("order.title", { number: order.number })}
        description={t("order.placed", { at: format.dateTime(order.placedAt), market: order.market.name })}
        badges={
          <>
            <PaymentBadge state={order.paymentState} />
            {order.cancelledAt === null ? <DeliveryBadge state={order.fulfilmentState} /> : <CancelledBadge />}
          </>
        }
        actions={
          <>
            <LinkAnchor to={paths.packingSlip} params={{ shop: shop.slug, orderId }} size="sm">
              {t("slip.open")}
            </LinkAnchor>
            {cancellable ? (
              <Button variant="default" onClick={() => setDialog("cancel")}>
                {order.fulfilmentState === "unfulfilled" ? t("cancel.open") : t("cancel.openRest")}
              </Button>
            ) : null}
            {refundable ? (
              <Button
                variant="default"
                leftSection={<IconReceiptRefund size={18} aria-hidden />}
                onClick={() => setRefunding(true)}
              >
                {t("refund.open")}
              </Button>
            ) : null}
            {fulfillable ? (
              <Button leftSection={<IconPackageExport size={18} aria-hidden />} onClick={() => setDialog("fulfil")}>
                {t("fulfil.open")}
              </Button>
            ) : null}
          </>
        }
      />
      <MainAndAside
        aside={
          <>
            <OrderBuyer order={order} />
            <OrderConsent order={order} />
          </>
        }
      >
        <OrderLines order={order} />
        <OrderWhy orderId={order.id} />
        <OrderParcels order={order} />
        <OrderPayments order={order} />
        <OrderHistory order={order} />
      </MainAndAside>
      {dialog === "fulfil" ? <FulfilDialog order={order} parcel={null} onClose={() => setDialog(null)} /> : null}
      {dialog === "cancel" ? <CancelDialog order={order} onClose={() => setDialog(null)} /> : null}
      {refundable ? (
        <RefundDialog key={order.version} order={order} opened={refunding} onClose={() => setRefunding(false)} />
      ) : null}
    </>
  );
}
