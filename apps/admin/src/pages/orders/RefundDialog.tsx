import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { toastFailed } from "../../ui/toast.tsx";
import { ReasonField } from "./ReasonField.tsx";
import type { Order } from "./types.ts";
import { emptyDraft, refundWhat } from "./refund-draft.ts";
import { RefundChoice } from "./RefundChoice.tsx";
import { RefundSummary } from "./RefundSummary.tsx";

interface Props {
  order: Order;
  opened: boolean;
  onClose: () => void;
}

/** How long the choice rests before the server is asked what it comes to, in milliseconds. */
const rest = 300;

export function RefundDialog({ order, opened, onClose }: Props): ReactNode {
  const { t } = useTranslation(["orders", "common"]);
  const { trpc } = useShop();
  const { language, money } = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [draft, setDraft] = useState(emptyDraft);
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const what = refundWhat(draft, order, order.total.currency, language);
  const [settled] = useDebouncedValue(what, rest);
  const preview = useQuery({
    ...trpc.orders.previewRefund.queryOptions(settled === undefined ? skipToken : { orderId: order.id, ...settled }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const refund = useMutation(
    trpc.orders.refund.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.orders.get.queryKey({ id: order.id }), answer.order);
        onClose();
        if (answer.refund.state === "failed") toastFailed(t("refund.failed"), t("refund.declined"), t("common:close"));
        else tell.done(t("refund.done", { amount: money(answer.refund.total) }));
        await queryClient.invalidateQueries(trpc.orders.list.pathFilter());
      },
    }),
  );
  const current = what !== undefined && JSON.stringify(what) === JSON.stringify(settled) && !preview.isFetching;
  const shown = what === undefined ? undefined : preview.data;
  const ready = current && preview.isSuccess && reason.trim() !== "";
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("refund.title", { number: order.number })}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (what === undefined || !ready) return;
          const lines = draft.by === "lines" && restock && what.lines.length > 0;
          refund.mutate({ orderId: order.id, version: order.version, ...what, reason: reason.trim(), restock: lines });
        }}
      >
        <Stack>
          <RefundChoice order={order} draft={draft} onChange={setDraft} />
          {draft.by === "lines" ? (
            <Checkbox
              label={t("refund.restock")}
              description={t("refund.restockHint")}
              checked={restock}
              onChange={({ currentTarget }) => setRestock(currentTarget.checked)}
            />
          ) : null}
          <ReasonField label={t("refund.reason")} value={reason} onChange={setReason} />
          {preview.isError && current ? (
            <ProblemNote error={preview.error} />
          ) : (
            <RefundSummary order={order} preview={shown} />
          )}
          {refund.isError ? <ProblemNote error={refund.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" color="red" disabled={!ready} loading={refund.isPending}>
              {shown === undefined ? t("refund.open") : t("refund.submit", { amount: money(shown.total) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
