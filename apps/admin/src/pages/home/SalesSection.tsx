import { Paper, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Section } from "../../ui/Section.tsx";

type Sales = AdminOutputs["orders"]["salesOfTheDay"]["today"][number];

/** How often the day's figures are looked at again while the page is open, in milliseconds. */
const lookAgain = 60_000;

/** What was sold today and yesterday, each currency for itself: sums over several would mean nothing. */
export function SalesSection(): ReactNode {
  const { t } = useTranslation("home");
  const { trpc } = useShop();
  const format = useFormat();
  const sales = useQuery({ ...trpc.orders.salesOfTheDay.queryOptions({}), refetchInterval: lookAgain });
  if (sales.isError) return <ProblemNote error={sales.error} />;
  if (sales.data === undefined) return <LoadingRegion label={t("sales.title")} lines={2} />;
  const { today, yesterday, day, timeZone } = sales.data;
  const currencies = [...new Set([...today, ...yesterday].map(({ total }) => total.currency))];
  return (
    <Section title={t("sales.title")} description={t("sales.description", { day: format.day(day), timeZone })}>
      {currencies.length === 0 ? (
        <Text c="dimmed">{t("sales.none")}</Text>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {currencies.map((currency) => (
            <SalesCard
              key={currency}
              today={today.find(({ total }) => total.currency === currency)}
              yesterday={yesterday.find(({ total }) => total.currency === currency)}
              currency={currency}
            />
          ))}
        </SimpleGrid>
      )}
    </Section>
  );
}

interface CardProps {
  currency: Sales["total"]["currency"];
  today: Sales | undefined;
  yesterday: Sales | undefined;
}

function SalesCard({ currency, today, yesterday }: CardProps): ReactNode {
  const { t } = useTranslation("home");
  const format = useFormat();
  const nothing = { amount: 0, currency };
  return (
    <Paper withBorder p="md" component="section" aria-label={format.currency(currency)}>
      <Text size="xl" fw={650} style={{ fontVariantNumeric: "tabular-nums" }}>
        {format.money(today?.total ?? nothing)}
      </Text>
      <Text size="sm">
        {t("sales.figures", { orders: format.number(today?.orders ?? 0), items: format.number(today?.items ?? 0) })}
      </Text>
      {today === undefined || today.refunded.amount === 0 ? null : (
        <Text size="sm">{t("sales.refunded", { amount: format.money(today.refunded) })}</Text>
      )}
      <Text size="sm" c="dimmed">
        {t("sales.yesterday", { amount: format.money(yesterday?.total ?? nothing) })}
      </Text>
    </Paper>
  );
}
