import { Stack } from "@mantine/core";
import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { RateScheduleSection } from "./RateScheduleSection.tsx";
import { RateForm } from "./RateForm.tsx";
import { EcbImport } from "./EcbImport.tsx";

type Rate = AdminOutputs["pricing"]["listExchangeRates"]["items"][number];

/** Exchange rates of the shop, seen from the market whose prices they make. */
export function ExchangeRatesPage(): ReactNode {
  const { t } = useTranslation("pricing");
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const { marketId } = useParams({ from: paths.marketRates });
  const { after } = useSearch({ from: paths.marketRates });
  const navigate = useNavigate({ from: paths.marketRates });
  const { data: market } = useSuspenseQuery(trpc.markets.get.queryOptions({ id: paramId("mkt", marketId) }));
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const rates = useQuery({
    ...trpc.pricing.listExchangeRates.queryOptions({ after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const base = settings.defaultCurrency;
  const columns: Column<Rate>[] = [
    { key: "day", header: t("rates.day"), render: ({ day }) => format.day(day) },
    { key: "rate", header: t("rates.rate"), render: (rate) => `1 ${rate.base} = ${rate.rate} ${rate.quote}` },
    { key: "source", header: t("rates.source"), render: ({ source }) => t(`rates.sources.${source}`) },
  ];
  const writes = can(shop, "markets.write");
  return (
    <Stack>
      {market.currency === base ? (
        <Note kind="info" title={t("rates.notNeeded")}>
          {t("rates.notNeededHint", { currency: base })}
        </Note>
      ) : null}
      <RateScheduleSection />
      {writes ? <RateForm base={base} quote={market.currency} /> : null}
      {writes ? <EcbImport /> : null}
      <Section title={t("rates.title")} description={t("rates.description")}>
        {rates.isError ? (
          <ProblemNote error={rates.error} />
        ) : (
          <DataTable
            caption={t("rates.title")}
            columns={columns}
            rows={rates.data?.items}
            rowKey={({ base: from, quote, day, source }) => `${from} ${quote} ${day} ${source}`}
            empty={<EmptyNote title={t("rates.empty")} description={t("rates.emptyHint")} />}
          />
        )}
        <SeekPager
          after={after}
          next={rates.data?.next}
          onPage={(cursor) => void navigate({ search: cursor === undefined ? {} : { after: cursor } })}
        />
      </Section>
    </Stack>
  );
}
