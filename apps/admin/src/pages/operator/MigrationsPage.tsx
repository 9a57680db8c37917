import { Code, Stack, Text } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Note } from "../../ui/Note.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { EachRegion } from "./EachRegion.tsx";
import { RegionAway } from "./RegionAway.tsx";
import { type Region, type Report, useRegions } from "./use-regions.ts";

/** At which step the shops' schemas stand, how the newest run goes, and what failed. */
export function MigrationsPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const regions = useRegions();
  return (
    <>
      <PageHeader title={t("migrations.title")} description={t("migrations.description")} />
      <EachRegion regions={regions}>{(region) => <RegionSection key={region.region} region={region} />}</EachRegion>
    </>
  );
}

function RegionSection({ region }: { region: Region }): ReactNode {
  const { t } = useTranslation("common");
  const { report, problems } = region;
  return (
    <Section title={t(`regions.${region.region}`)}>
      {report === null ? (
        <RegionAway region={region} />
      ) : (
        <Stack>
          <RunNote report={report} interrupted={problems.includes("migration_interrupted")} />
          <Steps report={report} />
          <Failures report={report} />
        </Stack>
      )}
    </Section>
  );
}

function RunNote({ report: { run }, interrupted }: { report: Report; interrupted: boolean }): ReactNode {
  const { t } = useTranslation("operator");
  const { number, percent, dateTime } = useFormat();
  if (run === null) return <Text c="dimmed">{t("migrations.noRun")}</Text>;
  const state = run.halted ? "halted" : interrupted ? "interrupted" : run.finishedAt === null ? "running" : "finished";
  const kinds = { halted: "error", interrupted: "warning", running: "info", finished: "success" } as const;
  return (
    <Note kind={kinds[state]} title={t(`migrations.states.${state}`)}>
      {t("migrations.run", {
        at: dateTime(run.startedAt),
        cohort: percent(run.percent * 10_000),
        chosen: number(run.chosen),
        all: number(run.all),
        changed: number(run.changed),
        failed: number(run.failed),
      })}
    </Note>
  );
}

function Steps({ report: { steps, newestStep } }: { report: Report }): ReactNode {
  const { t } = useTranslation("operator");
  const { number } = useFormat();
  const columns: Column<Report["steps"][number]>[] = [
    {
      key: "step",
      header: t("migrations.step"),
      main: true,
      render: ({ step }) => (step === "" ? t("migrations.unknown") : <Code>{step}</Code>),
    },
    {
      key: "state",
      header: t("migrations.state"),
      render: ({ step }) => (step < newestStep ? t("migrations.behind") : t("migrations.newest")),
    },
    { key: "schemas", header: t("migrations.schemas"), numeric: true, render: ({ schemas }) => number(schemas) },
  ];
  return (
    <DataTable
      caption={t("migrations.steps")}
      columns={columns}
      rows={steps}
      rowKey={({ step }) => step}
      empty={<EmptyNote icon={<IconStack2 aria-hidden />} title={t("migrations.noSchemas")} />}
    />
  );
}

function Failures({ report: { failures } }: { report: Report }): ReactNode {
  const { t } = useTranslation("operator");
  const { number, dateTime } = useFormat();
  if (failures.count === 0) return null;
  const columns: Column<Report["failures"]["items"][number]>[] = [
    {
      key: "schema",
      header: t("migrations.schema"),
      main: true,
      render: ({ schema, tenantId }) =>
        tenantId === null ? (
          <Code>{schema}</Code>
        ) : (
          <LinkAnchor to={paths.operatorTenant} params={{ tenantId }}>
            {tenantId}
          </LinkAnchor>
        ),
    },
    { key: "step", header: t("migrations.step"), render: ({ step }) => <Code>{step}</Code> },
    { key: "code", header: t("migrations.code"), render: ({ code }) => <Code>{code}</Code> },
    { key: "attempts", header: t("migrations.attempts"), numeric: true, render: ({ attempts }) => number(attempts) },
    { key: "at", header: t("migrations.failedAt"), render: ({ failedAt }) => dateTime(failedAt) },
  ];
  return (
    <>
      <Text fw={600}>{t("migrations.failures", { count: failures.count })}</Text>
      <DataTable
        caption={t("migrations.failures", { count: failures.count })}
        columns={columns}
        rows={failures.items}
        rowKey={({ schema }) => schema}
        empty={null}
      />
    </>
  );
}
