import { Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { downloadText } from "../../lib/files.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { OssReturn } from "./OssReturn.tsx";

type Row = AdminOutputs["tax"]["report"]["rows"][number];
const views = ["rows", "oss", "unitedStates"] as const;
type View = (typeof views)[number];

/** The first and the last day of the calendar quarter before this one. */
function lastQuarter(today: Date): { from: string; until: string } {
  const quarter = Math.floor(today.getUTCMonth() / 3) * 3;
  const day = (month: number, date: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), month, date)).toISOString().slice(0, 10);
  return { from: day(quarter - 3, 1), until: day(quarter, 0) };
}

export function TaxReportSection(): ReactNode {
  const { t } = useTranslation("tax");
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [period, setPeriod] = useState(() => lastQuarter(new Date()));
  const [view, setView] = useState<View>("rows");
  const whole = period.from !== "" && period.until !== "" && period.from <= period.until;
  const report = useQuery({ ...trpc.tax.report.queryOptions(period), enabled: whole });
  const download = useMutation({
    mutationFn: () =>
      queryClient.fetchQuery(trpc.tax.exportReport.queryOptions({ ...period, part: view === "oss" ? "oss" : "rows" })),
    onSuccess: ({ filename, csv }) => downloadText(filename, "text/csv;charset=utf-8", csv),
    onError: tell.failed,
  });
  const columns: Column<Row>[] = [
    {
      key: "place",
      header: t("registrations.place"),
      main: true,
      render: ({ country, region }) =>
        region === null ? format.country(country) : `${format.country(country)} (${region})`,
    },
    {
      key: "tax",
      header: t("report.tax"),
      render: ({ name, reason, ratePpm }) =>
        ratePpm === 0 ? t(`reasons.${reason}`) : `${name} ${format.percent(ratePpm)}`,
    },
    { key: "taxable", header: t("report.taxable"), numeric: true, render: ({ taxable }) => format.money(taxable) },
    { key: "amount", header: t("report.amount"), numeric: true, render: ({ tax }) => format.money(tax) },
    { key: "refunded", header: t("report.refunded"), numeric: true, render: (row) => format.money(row.refundedTax) },
    { key: "net", header: t("report.net"), numeric: true, render: ({ netTax }) => format.money(netTax) },
  ];
  return (
    <Section
      title={t("report.title")}
      description={t("report.description")}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={!whole}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {t("report.download")}
        </Button>
      }
    >
      <Stack>
        <Group align="flex-end">
          <TextInput
            type="date"
            label={t("fields.validFrom")}
            value={period.from}
            onChange={({ currentTarget: { value } }) => setPeriod((now) => ({ ...now, from: value }))}
          />
          <TextInput
            type="date"
            label={t("fields.validUntil")}
            value={period.until}
            onChange={({ currentTarget: { value } }) => setPeriod((now) => ({ ...now, until: value }))}
            error={whole ? undefined : t("registrations.wrongDays")}
          />
          <SegmentedControl
            aria-label={t("report.view")}
            data={views.map((value) => ({ value, label: t(`report.views.${value}`) }))}
            value={view}
            onChange={(value) => setView(views.find((one) => one === value) ?? "rows")}
          />
        </Group>
        {report.isError ? (
          <ProblemNote error={report.error} />
        ) : view === "oss" ? (
          <OssReturn oss={whole ? report.data?.ossReturn : undefined} threshold={report.data?.threshold ?? null} />
        ) : (
          <DataTable
            caption={t("report.title")}
            columns={columns}
            rows={whole ? report.data?.[view] : []}
            rowKey={(row) =>
              [row.country, row.region, row.mechanism, row.name, row.ratePpm, row.reason, row.currency].join(" ")
            }
            empty={<Note kind="info">{t("report.empty")}</Note>}
          />
        )}
      </Stack>
    </Section>
  );
}
