import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Note } from "../../ui/Note.tsx";

type Return = AdminOutputs["tax"]["report"]["ossReturn"];
type Threshold = AdminOutputs["tax"]["report"]["threshold"];
type Supply = Return["supplies"][number];
type Correction = Return["corrections"][number];

/** The one-stop shop's return in euros, ready to be filled in: supplies, corrections, and the rates behind them. */
export function OssReturn({ oss, threshold }: { oss: Return | undefined; threshold: Threshold }): ReactNode {
  const { t } = useTranslation("tax");
  const format = useFormat();
  const supplies: Column<Supply>[] = [
    { key: "state", header: t("report.oss.state"), main: true, render: ({ country }) => format.country(country) },
    { key: "rate", header: t("report.oss.rate"), numeric: true, render: ({ ratePpm }) => format.percent(ratePpm) },
    { key: "taxable", header: t("report.oss.taxable"), numeric: true, render: (one) => format.money(one.taxable) },
    { key: "tax", header: t("report.oss.tax"), numeric: true, render: ({ tax }) => format.money(tax) },
  ];
  const corrections: Column<Correction>[] = [
    { key: "state", header: t("report.oss.state"), main: true, render: ({ country }) => format.country(country) },
    { key: "period", header: t("report.oss.period"), render: ({ period }) => period },
    { key: "tax", header: t("report.oss.tax"), numeric: true, render: ({ tax }) => format.money(tax) },
  ];
  const open = oss?.exchangeRates.filter(({ final }) => !final) ?? [];
  return (
    <Stack>
      {threshold === null ? null : <Threshold threshold={threshold} />}
      <DataTable
        caption={t("report.views.oss")}
        columns={supplies}
        rows={oss?.supplies}
        rowKey={({ country, ratePpm }) => `${country} ${ratePpm}`}
        empty={<Note kind="info">{t("report.empty")}</Note>}
      />
      {oss === undefined || oss.corrections.length === 0 ? null : (
        <>
          <Text fw={600} size="sm">
            {t("report.oss.corrections")}
          </Text>
          <DataTable
            caption={t("report.oss.corrections")}
            columns={corrections}
            rows={oss.corrections}
            rowKey={({ country, period }) => `${country} ${period}`}
            empty={null}
          />
        </>
      )}
      {oss === undefined || oss.supplies.length + oss.corrections.length === 0 ? null : (
        <Text fw={600}>{t("report.oss.toPay", { amount: format.money(oss.toPay) })}</Text>
      )}
      {oss?.exchangeRates.map(({ base, quote, rate, day, periodEnd }) => (
        <Text size="sm" c="dimmed" key={`${quote} ${periodEnd}`}>
          {t("report.oss.rateOf", { base, quote, rate, day: format.day(day) })}
        </Text>
      ))}
      {open.length === 0 ? null : (
        <Note kind="info">{t("report.oss.notFinal", { currencies: format.list(open.map(({ quote }) => quote)) })}</Note>
      )}
      {oss === undefined || oss.missing.length === 0 ? null : (
        <Note kind="warning">{t("report.oss.missing", { currencies: format.list(oss.missing) })}</Note>
      )}
    </Stack>
  );
}

/** How near the shop is to the sum from which on sales are taxed where they go. */
function Threshold({ threshold }: { threshold: NonNullable<Threshold> }): ReactNode {
  const { t } = useTranslation("tax");
  const format = useFormat();
  const { year, thisYear, lastYear, left, over } = threshold;
  return (
    <Note kind={over ? "warning" : "info"} title={over ? t("threshold.over") : t("threshold.under")}>
      <Text size="sm">
        {t("threshold.sold", { year, thisYear: format.money(thisYear), lastYear: format.money(lastYear) })}
      </Text>
      <Text size="sm">{over ? t("threshold.afterwards") : t("threshold.left", { left: format.money(left) })}</Text>
    </Note>
  );
}
