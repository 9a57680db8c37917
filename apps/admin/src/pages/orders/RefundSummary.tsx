import { Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { Facts } from "../../ui/Facts.tsx";
import type { Order } from "./types.ts";

type Preview = AdminOutputs["orders"]["previewRefund"];

/** What will happen, to the cent and in plain words, before it happens. */
export function RefundSummary({ order, preview }: { order: Order; preview: Preview | undefined }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  if (preview === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t("refund.choose")}
      </Text>
    );
  }
  const titles = new Map(order.lines.map(({ id, title }) => [id, title]));
  return (
    <Paper withBorder p="sm" aria-live="polite">
      <Facts
        label={t("refund.summary")}
        facts={[
          ...preview.lines.map(({ orderLineId, quantity, amount }) => ({
            label:
              quantity === 0
                ? (titles.get(orderLineId) ?? "")
                : `${format.number(quantity)} × ${titles.get(orderLineId) ?? ""}`,
            value: format.money(amount),
          })),
          ...(preview.shipping.amount === 0
            ? []
            : [{ label: t("refund.shipping"), value: format.money(preview.shipping) }]),
          ...(preview.rounding.amount === 0
            ? []
            : [{ label: t("totals.paymentRounding"), value: format.money(preview.rounding) }]),
          { label: t("refund.total"), value: format.money(preview.total), strong: true },
          { label: t("refund.ofWhichTax"), value: format.money(preview.tax) },
          { label: t("refund.remaining"), value: format.money(preview.remaining) },
        ]}
      />
      <Text size="sm" mt="xs">
        {t("refund.plain", { amount: format.money(preview.total), name: order.name })}
      </Text>
    </Paper>
  );
}
