import { Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { usePlanName } from "../../lib/plan-name.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession, useShop } from "../../lib/session.ts";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

const megabyte = 1_048_576;
const counted = ["products", "storageBytes", "markets"] as const;
const rates = ["requestsPerMinute", "jobs"] as const;

export function UsageSection(): ReactNode {
  const { t } = useTranslation("tenants");
  const { trpc, tenantId } = useShop();
  const { control } = useSession();
  const format = useFormat();
  const { data } = useSuspenseQuery(trpc.tenants.usage.queryOptions({}));
  const seats = useQuery(control.trpc.tenants.seats.queryOptions({ tenantId }));
  const planName = usePlanName();
  const { limits, used } = data;
  const unit = new Intl.NumberFormat(format.language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const shown = (name: string, value: number): string =>
    name === "storageBytes" ? unit.format(value / megabyte) : format.number(value);
  return (
    <Section title={t("plan.title")} description={t("plan.description")}>
      <Stack maw={560}>
        <Text>{t("plan.current", { name: planName(data.plan) })}</Text>
        {counted.map((name) => (
          <Bar
            key={name}
            label={t(`plan.limits.${name}`)}
            hint={t(`plan.hints.${name}`)}
            used={used[name]}
            limit={limits[name]}
            show={(value) => shown(name, value)}
          />
        ))}
        {seats.data === undefined ? (
          seats.error === null ? null : (
            <ProblemNote error={seats.error} />
          )
        ) : (
          <Bar
            label={t("plan.limits.staff")}
            hint={t("plan.hints.staff")}
            used={seats.data.used}
            limit={seats.data.limit}
            show={format.number}
          />
        )}
        {rates.map((name) => (
          <div key={name}>
            <Text fw={600}>{t(`plan.limits.${name}`)}</Text>
            <Text size="sm">
              {limits[name] === null ? t("plan.noLimit") : t("plan.upTo", { limit: format.number(limits[name]) })}
            </Text>
            <Text size="sm" c="dimmed">
              {t(`plan.hints.${name}`)}
            </Text>
          </div>
        ))}
      </Stack>
    </Section>
  );
}

interface BarProps {
  label: string;
  /** What happens at the limit. */
  hint: string;
  used: number;
  limit: number | null;
  show: (value: number) => string;
}

/** What is used of a limit, in words and as a bar; the words alone say all of it. */
function Bar({ label, hint, used, limit, show }: BarProps): ReactNode {
  const { t } = useTranslation("tenants");
  const id = useId();
  const share = limit === null ? 0 : limit === 0 ? 100 : Math.min(100, (used / limit) * 100);
  const reached = limit !== null && used >= limit;
  const words =
    limit === null ? t("plan.unlimited", { used: show(used) }) : t("plan.of", { used: show(used), limit: show(limit) });
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text fw={600} id={id}>
          {label}
        </Text>
        <Group gap="xs">
          {reached ? <StatusBadge tone="attention">{t("plan.reached")}</StatusBadge> : null}
          <Text size="sm">{words}</Text>
        </Group>
      </Group>
      {limit === null ? null : (
        <Progress.Root size="lg" mt={4}>
          <Progress.Section
            value={share}
            color={reached ? "orange" : "blue"}
            aria-labelledby={id}
            aria-valuetext={words}
          />
        </Progress.Root>
      )}
      {limit === null ? null : (
        <Text size="sm" c="dimmed" mt={4}>
          {hint}
        </Text>
      )}
    </div>
  );
}
