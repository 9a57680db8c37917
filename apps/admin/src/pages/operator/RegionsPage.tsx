import { Button, Code, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { EachRegion } from "./EachRegion.tsx";
import { RegionAway } from "./RegionAway.tsx";
import { RegionProblems } from "./RegionProblems.tsx";
import { milliseconds } from "./units.ts";
import { type Region, type Report, useRegions } from "./use-regions.ts";

/** How each region does. One that does not answer is shown as that, within seconds. */
export function RegionsPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const regions = useRegions();
  return (
    <>
      <PageHeader
        title={t("regions.title")}
        description={t("regions.description")}
        actions={
          <Button variant="default" loading={regions.isFetching} onClick={() => void regions.refetch()}>
            {t("regions.again")}
          </Button>
        }
      />
      <EachRegion regions={regions}>{(region) => <RegionSection key={region.region} region={region} />}</EachRegion>
    </>
  );
}

function RegionSection({ region }: { region: Region }): ReactNode {
  const { t } = useTranslation("common");
  const { report } = region;
  return (
    <Section
      title={t(`regions.${region.region}`)}
      description={region.baseUrl}
      actions={<RegionProblems problems={region.problems} />}
    >
      {report === null ? (
        <RegionAway region={region} />
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
          <Shops region={region} report={report} />
          <Work report={report} />
        </SimpleGrid>
      )}
    </Section>
  );
}

function Shops({ region, report }: { region: Region; report: Report }): ReactNode {
  const { t } = useTranslation("operator");
  const { number, language } = useFormat();
  const count = report.tenants.reduce((sum, { tenants }) => sum + tenants, 0);
  return (
    <Facts
      label={t("regions.shops")}
      facts={[
        { label: t("regions.answered"), value: milliseconds(language, region.millis) },
        {
          label: t("tenants.title"),
          value: (
            <LinkAnchor to={paths.operatorTenants} search={{ region: region.region }}>
              {number(count)}
            </LinkAnchor>
          ),
        },
        { label: t("regions.spares"), value: number(report.spares.ready) },
        { label: t("regions.release"), value: <Code>{report.newestStep}</Code> },
      ]}
    />
  );
}

function Work({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation("operator");
  const { number, dateTime } = useFormat();
  const [worker] = report.workers;
  const due = report.due.reduce((sum, { tenants }) => sum + tenants, 0);
  const oldest = report.due.map(({ oldestAt }) => oldestAt).toSorted()[0];
  if (worker === undefined) return <Text c="dimmed">{t("regions.noWorker")}</Text>;
  return (
    <Facts
      label={t("regions.work")}
      facts={[
        { label: t("regions.workers"), value: number(report.workers.length) },
        { label: t("regions.seen"), value: dateTime(worker.seenAt) },
        {
          label: t("regions.queue"),
          value: t("regions.queueFigures", {
            waiting: number(worker.waiting + worker.delayed),
            active: number(worker.active),
          }),
        },
        { label: t("regions.givenUp"), value: number(worker.failed) },
        {
          label: t("regions.due"),
          value: oldest === undefined ? number(due) : t("regions.dueSince", { due: number(due), at: dateTime(oldest) }),
        },
      ]}
    />
  );
}
