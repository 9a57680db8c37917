import { Button, Grid, Stack } from "@mantine/core";
import { IconReceiptRefund } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { paramId } from "../../lib/ids.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { PaymentBadge } from "../../lib/OrderTable.tsx";
import { useShop } from "../../lib/session.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { OrderBuyer } from "./OrderBuyer.tsx";
import { OrderConsent } from "./OrderConsent.tsx";
import { OrderHistory } from "./OrderHistory.tsx";
import { OrderLines } from "./OrderLines.tsx";
import { OrderPayments } from "./OrderPayments.tsx";
import { RefundDialog } from "./RefundDialog.tsx";

export type Order = AdminOutputs["orders"]["get"];

export function OrderPage(): ReactNode {
  const { t } = useTranslation("orders");
  const { orderId } = useParams({ from: paths.order });
  const shop = useShop();
  const format = useFormat();
  const [refunding, setRefunding] = useState(false);
  const { data: order } = useSuspenseQuery(shop.trpc.orders.get.queryOptions({ id: paramId("ord", orderId) }));
  const refundable = can(shop, "orders.refund") && order.refundable.amount > 0;
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
        badges={<PaymentBadge state={order.paymentState} />}
        actions={
          refundable ? (
            <Button
              variant="default"
              leftSection={<IconReceiptRefund size={18} aria-hidden />}
              onClick={() => setRefunding(true)}
            >
              {t("refund.open")}
            </Button>
          ) : null
        }
      />
      <Grid>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <OrderLines order={order} />
            <OrderPayments order={order} />
            <OrderHistory order={order} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <OrderBuyer order={order} />
            <OrderConsent order={order} />
          </Stack>
        </Grid.Col>
      </Grid>
      {refundable ? (
        <RefundDialog key={order.version} order={order} opened={refunding} onClose={() => setRefunding(false)} />
      ) : null}
    </>
  );
}
