import { Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { ReasonField } from "./ReasonField.tsx";
import type { Order, Parcel } from "./types.ts";

interface Props {
  order: Order;
  parcel: Parcel;
  onClose: () => void;
}

/** Takes a parcel back that never left; the order's history keeps why. */
export function TakeBackDialog({ order, parcel, onClose }: Props): ReactNode {
  const { t } = useTranslation("orders");
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const cancel = useMutation(
    trpc.fulfilment.cancelFulfilment.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.orders.get.queryKey({ id: order.id }), answer);
        onClose();
        await queryClient.invalidateQueries(trpc.orders.list.pathFilter());
      },
    }),
  );
  return (
    <FormDialog
      title={t("parcels.cancelTitle")}
      submitLabel={t("parcels.cancel")}
      danger
      incomplete={reason.trim() === ""}
      sending={cancel.isPending}
      onSubmit={() => cancel.mutate({ id: parcel.id, version: parcel.version, reason: reason.trim() })}
      onClose={onClose}
    >
      <Text size="sm">{t("parcels.cancelBody")}</Text>
      <ReasonField label={t("cancel.reason")} first value={reason} onChange={setReason} />
      {cancel.isError ? <ProblemNote error={cancel.error} /> : null}
    </FormDialog>
  );
}
