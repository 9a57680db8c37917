import { Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { editMoney } from "../../lib/decimal.ts";
import { useFormat } from "../../lib/format.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import type { Order } from "./types.ts";
import { shippingLeft, type RefundDraft } from "./refund-draft.ts";

interface Props {
  order: Order;
  draft: RefundDraft;
  onChange: (draft: RefundDraft) => void;
}

/** What to give back: pieces and shipping, or a free amount. */
export function RefundChoice({ order, draft, onChange }: Props): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { currency } = order.total;
  const shipping = shippingLeft(order);
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("refund.by")}
        data={[
          { value: "lines", label: t("refund.byLines") },
          { value: "amount", label: t("refund.byAmount") },
        ]}
        value={draft.by}
        onChange={(by) => onChange({ ...draft, by: by === "amount" ? "amount" : "lines" })}
      />
      {draft.by === "amount" ? (
        <TextInput
          label={t("refund.amount", { currency })}
          description={t("refund.amountHint", { max: format.money(order.refundable) })}
          placeholder={editMoney({ amount: 0, currency }, format.language)}
          inputMode="decimal"
          required
          value={draft.amountText}
          onChange={({ currentTarget }) => onChange({ ...draft, amountText: currentTarget.value })}
        />
      ) : (
        <Stack gap="xs">
          {order.lines.map((line) => {
            const left = line.quantity - line.refundedQuantity;
            return (
              <Group key={line.id} justify="space-between" wrap="nowrap">
                <div>
                  <Text size="sm" fw={500}>
                    {line.title}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {[line.options, t("refund.left", { count: left })].filter((part) => part !== "").join(" · ")}
                  </Text>
                </div>
                <WholeNumberField
                  aria-label={t("refund.quantityOf", { title: line.title })}
                  w={96}
                  min={0}
                  max={left}
                  required
                  disabled={left === 0}
                  value={draft.quantities[line.id] ?? 0}
                  onChange={(value) =>
                    onChange({ ...draft, quantities: { ...draft.quantities, [line.id]: value ?? 0 } })
                  }
                />
              </Group>
            );
          })}
          {shipping === 0 ? null : (
            <Checkbox
              label={t("refund.shippingAmount", { amount: format.money({ amount: shipping, currency }) })}
              checked={draft.shipping}
              onChange={({ currentTarget }) => onChange({ ...draft, shipping: currentTarget.checked })}
            />
          )}
        </Stack>
      )}
    </Stack>
  );
}
