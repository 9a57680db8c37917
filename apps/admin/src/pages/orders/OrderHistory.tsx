import { Timeline, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { Section } from "../../ui/Section.tsx";
import type { Order } from "./OrderPage.tsx";

const actors = ["staff", "shopper", "secret_key", "service"] as const;
const states = [
  "paid",
  "partially_refunded",
  "refunded",
  "unfulfilled",
  "fulfilled",
  "pending",
  "succeeded",
  "failed",
] as const;

/** Each step that the order took: when, by whom, why. */
export function OrderHistory({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  return (
    <Section title={t("history.title")} description={t("history.description")}>
      <Timeline bulletSize={14} lineWidth={2} active={order.transitions.length}>
        {order.transitions.map(({ seq, at, aspect, to, actorKind, reason, amount }) => {
          const state = states.find((known) => known === to);
          const who = actors.find((known) => known === actorKind) ?? "service";
          return (
            <Timeline.Item
              key={seq}
              title={[t(`history.${aspect}`), state === undefined ? to : t(`history.states.${state}`)].join(": ")}
            >
              {amount === null ? null : <Text size="sm">{format.money(amount)}</Text>}
              {reason === null ? null : <Text size="sm">{reason}</Text>}
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
