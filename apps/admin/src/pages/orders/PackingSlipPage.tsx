import { Button, Table, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { waiting } from "./FulfilDialog.tsx";

/** What goes into the box, to be printed: no prices, and a place to tick off each line. */
export function PackingSlipPage(): ReactNode {
  const { t } = useTranslation("orders");
  const { orderId } = useParams({ from: paths.packingSlip });
  const shop = useShop();
  const format = useFormat();
  const { data: order } = useSuspenseQuery(shop.trpc.orders.get.queryOptions({ id: paramId("ord", orderId) }));
  const { shippingAddress: to } = order;
  const place = [to.postalCode, to.city].filter((part) => part !== null).join(" ");
  const address = [to.name, to.company, to.line1, to.line2, place, to.region, format.country(to.country)];
  const open = order.lines.filter((line) => waiting(line) > 0);
  const rows =
    open.length > 0
      ? open.map((line) => ({ line, pieces: waiting(line) }))
      : order.lines.map((line) => ({ line, pieces: line.fulfilledQuantity })).filter(({ pieces }) => pieces > 0);
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.order} params={{ shop: shop.slug, orderId }} size="sm">
            {t("order.title", { number: order.number })}
          </LinkAnchor>
        }
        title={t("slip.title", { number: order.number })}
        description={t("order.placed", { at: format.dateTime(order.placedAt), market: order.market.name })}
        actions={
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {t("slip.print")}
          </Button>
        }
      />
      <Text component="address" style={{ fontStyle: "normal", whiteSpace: "pre-line" }} mb="md">
        {address.filter((part) => part !== null && part !== "").join("\n")}
      </Text>
      <Text size="sm" mb="md">
        {t("totals.shipping", { method: order.shippingMethod })}
      </Text>
      <Table withTableBorder horizontalSpacing={6} aria-label={t("lines.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("slip.packed")}</Table.Th>
            <Table.Th scope="col">{t("lines.quantity")}</Table.Th>
            <Table.Th scope="col">{t("lines.product")}</Table.Th>
            <Table.Th scope="col">{t("slip.sku")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ line, pieces }) => (
            <Table.Tr key={line.id}>
              <Table.Td>☐</Table.Td>
              <Table.Td>{format.number(pieces)}</Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                {[line.title, line.options].filter(Boolean).join(" · ")}
              </Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{line.sku ?? ""}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
