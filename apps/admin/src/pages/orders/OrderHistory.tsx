import { Timeline, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { can } from "../../lib/can.ts";
import { useShop } from "../../lib/session.ts";
import { Section } from "../../ui/Section.tsx";
import { NoteForm } from "./NoteForm.tsx";
import type { Order } from "./types.ts";

const actors = ["staff", "shopper", "secret_key", "service"] as const;
const states = [
  "paid",
  "partially_refunded",
  "refunded",
  "unfulfilled",
  "partly",
  "fulfilled",
  "delivered",
  "cancelled",
  "rest_cancelled",
  "pending",
  "succeeded",
  "failed",
] as const;

/** Each step that the order took: when, by whom, why. */
export function OrderHistory({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const shop = useShop();
  return (
    <Section title={t("history.title")} description={t("history.description")}>
      {can(shop, "orders.write") ? <NoteForm order={order} /> : null}
      <Timeline bulletSize={14} lineWidth={2} active={order.transitions.length}>
        {order.transitions.map(({ seq, at, aspect, to, actorKind, reason, amount }) => {
          const state = states.find((known) => known === to);
          const who = actors.find((known) => known === actorKind) ?? "service";
          return (
            <Timeline.Item
              key={seq}
              title={
                aspect === "note"
                  ? t("history.note")
                  : [t(`history.${aspect}`), state === undefined ? to : t(`history.states.${state}`)].join(": ")
              }
            >
              {amount === null ? null : <Text size="sm">{format.money(amount)}</Text>}
              {reason === null ? null : (
                <Text size="sm" style={{ whiteSpace: "pre-line" }}>
                  {reason}
                </Text>
              )}
              <Text size="xs" c="dimmed">
                {format.dateTime(at)} · {t(`history.actors.${who}`)}
              </Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
    </Section>
  );
}
