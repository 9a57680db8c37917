import { Checkbox, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { toastFailed } from "../../ui/toast.tsx";
import { ReasonField } from "./ReasonField.tsx";
import { waiting } from "./FulfilDialog.tsx";
import type { Order } from "./types.ts";

interface Props {
  order: Order;
  onClose: () => void;
}

/** Cancels the order, or the rest of it, after saying plainly what that does. */
export function CancelDialog({ order, onClose }: Props): ReactNode {
  const { t } = useTranslation(["orders", "common"]);
  const { trpc } = useShop();
  const { money, number } = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [reason, setReason] = useState("");
  const [refund, setRefund] = useState(true);
  const whole = order.lines.every((line) => line.fulfilledQuantity === 0);
  const open = order.lines.filter((line) => waiting(line) > 0);
  const cancel = useMutation(
    trpc.orders.cancel.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.orders.get.queryKey({ id: order.id }), answer.order);
        onClose();
        if (answer.refund?.state === "failed") toastFailed(t("refund.failed"), t("refund.declined"), t("common:close"));
        else if (answer.refund === null) tell.done(t("cancel.done"));
        else tell.done(t("cancel.doneRefunded", { amount: money(answer.refund.total) }));
        await queryClient.invalidateQueries(trpc.orders.list.pathFilter());
      },
    }),
  );
  return (
    <FormDialog
      title={whole ? t("cancel.title", { number: order.number }) : t("cancel.titleRest", { number: order.number })}
      submitLabel={whole ? t("cancel.submit") : t("cancel.submitRest")}
      cancelLabel={t("cancel.keep")}
      danger
      incomplete={reason.trim() === ""}
      sending={cancel.isPending}
      onSubmit={() => cancel.mutate({ orderId: order.id, version: order.version, reason: reason.trim(), refund })}
      onClose={onClose}
    >
      <Text size="sm">{whole ? t("cancel.plain") : t("cancel.plainRest")}</Text>
      <Text size="sm">
        {open.map((line) => (
          <span key={line.id} style={{ display: "block" }}>
            {`${number(waiting(line))} × ${line.title}`}
          </span>
        ))}
      </Text>
      <Checkbox
        label={t("cancel.refund")}
        description={t("cancel.refundHint", { amount: money(order.refundable) })}
        checked={refund}
        onChange={({ currentTarget }) => setRefund(currentTarget.checked)}
      />
      <ReasonField label={t("cancel.reason")} value={reason} onChange={setReason} />
      {cancel.isError ? <ProblemNote error={cancel.error} /> : null}
    </FormDialog>
  );
}
