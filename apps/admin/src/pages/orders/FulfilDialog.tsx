import { Autocomplete, Checkbox, Group, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { carrierCodes, carrierName } from "@meridian/core/kernel/carriers";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import type { Order, Parcel } from "./types.ts";

const fields = ["carrier", "trackingNumber", "trackingUrl"] as const;
const codeOf = (written: string): string | null =>
  written.trim() === "" ? null : (carrierCodes.find((code) => carrierName(code) === written.trim()) ?? written.trim());
const orNull = (written: string): string | null => (written.trim() === "" ? null : written.trim());
export const waiting = (line: Order["lines"][number]): number =>
  line.quantity - line.fulfilledQuantity - line.cancelledQuantity;

interface Props {
  order: Order;
  /** The parcel whose tracking is changed; without one a new parcel is sent. */
  parcel: Parcel | null;
  onClose: () => void;
}

/** Sends a parcel, all that waits or a part of it, or changes how one is followed. */
export function FulfilDialog({ order, parcel, onClose }: Props): ReactNode {
  const { t } = useTranslation(["orders", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const open = order.lines.filter((line) => waiting(line) > 0);
  const [quantities, setQuantities] = useState<Record<string, number>>(
    Object.fromEntries(open.map((line) => [line.id, waiting(line)])),
  );
  const [carrier, setCarrier] = useState(parcel?.carrierName ?? "");
  const [number, setNumber] = useState(parcel?.trackingNumber ?? "");
  const [url, setUrl] = useState("");
  const [notify, setNotify] = useState(true);
  const onSuccess = async (answer: Order): Promise<void> => {
    queryClient.setQueryData(trpc.orders.get.queryKey({ id: order.id }), answer);
    tell.done(parcel === null ? t("fulfil.done") : t("common:saved"));
    onClose();
    await queryClient.invalidateQueries(trpc.orders.list.pathFilter());
  };
  const fulfil = useMutation(trpc.fulfilment.fulfil.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.fulfilment.updateTracking.mutationOptions({ onSuccess }));
  const error = fulfil.error ?? update.error;
  const errors = error === null ? {} : fieldErrors(problemOf(error), fields);
  const lines = open
    .map((line) => ({ orderLineId: line.id, quantity: quantities[line.id] ?? 0 }))
    .filter((line) => line.quantity > 0);

  function send(): void {
    const how = { carrier: codeOf(carrier), trackingNumber: orNull(number), trackingUrl: orNull(url), notify };
    if (parcel === null) fulfil.mutate({ orderId: order.id, lines, ...how });
    else update.mutate({ id: parcel.id, version: parcel.version, ...how });
  }

  return (
    <FormDialog
      title={parcel === null ? t("fulfil.title", { number: order.number }) : t("fulfil.tracking")}
      submitLabel={parcel === null ? t("fulfil.submit") : t("common:save")}
      incomplete={parcel === null && lines.length === 0}
      sending={fulfil.isPending || update.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      {parcel === null
        ? open.map((line) => (
            <Group key={line.id} justify="space-between" wrap="nowrap">
              <div>
                <Text size="sm" fw={500}>
                  {line.title}
                </Text>
                <Text size="xs" c="dimmed">
                  {[line.options, t("fulfil.waiting", { count: waiting(line) })].filter(Boolean).join(" · ")}
                </Text>
              </div>
              <WholeNumberField
                aria-label={t("fulfil.quantityOf", { title: line.title })}
                w={96}
                min={0}
                max={waiting(line)}
                required
                value={quantities[line.id] ?? 0}
                onChange={(value) => setQuantities((now) => ({ ...now, [line.id]: value ?? 0 }))}
              />
            </Group>
          ))
        : null}
      <Autocomplete
        label={t("fulfil.carrier")}
        description={t("fulfil.carrierHint")}
        data={carrierCodes.map(carrierName)}
        maxLength={60}
        value={carrier}
        onChange={setCarrier}
        error={errors["carrier"]}
      />
      <TextInput
        label={t("fulfil.number")}
        maxLength={80}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        error={errors["trackingNumber"]}
      />
      <TextInput
        type="url"
        label={t("fulfil.url")}
        description={t("fulfil.urlHint")}
        maxLength={500}
        value={url}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
        error={errors["trackingUrl"]}
      />
      <Checkbox
        label={t("fulfil.notify")}
        checked={notify}
        onChange={({ currentTarget }) => setNotify(currentTarget.checked)}
      />
      <FormProblem error={error} fields={fields} />
    </FormDialog>
  );
}
