import { Anchor, Button, Divider, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { FulfilDialog, waiting } from "./FulfilDialog.tsx";
import type { Order, Parcel } from "./types.ts";
import { TakeBackDialog } from "./TakeBackDialog.tsx";

const tones = { shipped: "info", delivered: "good", cancelled: "neutral" } as const;

/** What was sent, how it is followed, and what still waits. */
export function OrderParcels({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const left = order.lines.reduce((sum, line) => sum + waiting(line), 0);
  return (
    <Section title={t("parcels.title")}>
      <Stack>
        {order.cancelledAt !== null || left === 0 ? null : (
          <Text size="sm">{t("parcels.waiting", { count: left })}</Text>
        )}
        {order.fulfilments.length === 0 && left === 0 ? <Text size="sm">{t("parcels.none")}</Text> : null}
        {order.fulfilments.map((parcel, i) => (
          <div key={parcel.id}>
            {i === 0 ? null : <Divider mb="sm" />}
            <ParcelView order={order} parcel={parcel} />
          </div>
        ))}
      </Stack>
    </Section>
  );
}

function ParcelView({ order, parcel }: { order: Order; parcel: Parcel }): ReactNode {
  const { t } = useTranslation("orders");
  const shop = useShop();
  const format = useFormat();
  const titles = new Map(
    order.lines.map(({ id, title, options }) => [id, [title, options].filter(Boolean).join(" · ")]),
  );
  const { carrierName, trackingNumber, trackingUrl } = parcel;
  const how = [carrierName, trackingNumber].filter((part) => part !== null).join(" · ");
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <StatusBadge tone={tones[parcel.state]}>{t(`parcels.states.${parcel.state}`)}</StatusBadge>
        <Text size="sm" c="dimmed">
          {format.dateTime(parcel.deliveredAt ?? parcel.cancelledAt ?? parcel.shippedAt)}
        </Text>
      </Group>
      {parcel.lines.map(({ orderLineId, quantity }) => (
        <Text key={orderLineId} size="sm">
          {`${format.number(quantity)} × ${titles.get(orderLineId) ?? orderLineId}`}
        </Text>
      ))}
      {trackingUrl === null ? (
        how === "" ? null : (
          <Text size="sm">{how}</Text>
        )
      ) : (
        <Anchor href={trackingUrl} target="_blank" rel="noopener noreferrer" size="sm">
          {how === "" ? t("parcels.follow") : how}
        </Anchor>
      )}
      {parcel.state === "cancelled" || !can(shop, "orders.write") ? null : (
        <ParcelActions order={order} parcel={parcel} />
      )}
    </Stack>
  );
}

function ParcelActions({ order, parcel }: { order: Order; parcel: Parcel }): ReactNode {
  const { t } = useTranslation("orders");
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [editing, setEditing] = useState(false);
  const [takingBack, setTakingBack] = useState(false);
  const outcome = {
    onSuccess: async (answer: Order) => {
      queryClient.setQueryData(trpc.orders.get.queryKey({ id: order.id }), answer);
      await queryClient.invalidateQueries(trpc.orders.list.pathFilter());
    },
    onError: tell.failed,
  };
  const delivered = useMutation(trpc.fulfilment.markDelivered.mutationOptions(outcome));
  const ref = { id: parcel.id, version: parcel.version };
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={() => setEditing(true)}>
        {t("parcels.edit")}
      </Button>
      {parcel.state === "shipped" ? (
        <>
          <Button size="xs" variant="default" loading={delivered.isPending} onClick={() => delivered.mutate(ref)}>
            {t("parcels.delivered")}
          </Button>
          <Button size="xs" variant="subtle" color="red" onClick={() => setTakingBack(true)}>
            {t("parcels.cancel")}
          </Button>
        </>
      ) : null}
      {editing ? <FulfilDialog order={order} parcel={parcel} onClose={() => setEditing(false)} /> : null}
      {takingBack ? <TakeBackDialog order={order} parcel={parcel} onClose={() => setTakingBack(false)} /> : null}
    </Group>
  );
}
