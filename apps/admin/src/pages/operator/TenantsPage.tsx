import { Code, Group, Paper, Text } from "@mantine/core";
import { IconBuildingStore } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { ControlOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { usePlanName } from "../../lib/plan-name.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readTenantsSearch } from "../../lib/search.ts";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useSession } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { StatusOfTenant } from "./StatusOfTenant.tsx";
import { TenantFilters } from "./TenantFilters.tsx";

type Row = ControlOutputs["tenants"]["list"]["items"][number];

/** All shops of all regions: where they are and how they stand. What the list shows stands in the page's address. */
export function TenantsPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control } = useSession();
  const format = useFormat();
  const { after, ...search } = useSearch({ from: paths.operatorTenants });
  const { q, region, cell, status, plan, step } = search;
  const filter = {
    q: q ?? null,
    region: region ?? null,
    cell: cell ?? null,
    status: status ?? null,
    plan: plan ?? null,
    step: step ?? null,
  };
  const planName = usePlanName();
  const navigate = useNavigate({ from: paths.operatorTenants });
  const tenants = useQuery({
    ...control.trpc.tenants.list.queryOptions({ after: after ?? null, ...filter }),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    ...control.trpc.tenants.count.queryOptions(filter),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readTenantsSearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: t("tenants.shop"),
      main: true,
      render: ({ id, name, slug }) => (
        <>
          <LinkAnchor to={paths.operatorTenant} params={{ tenantId: id }}>
            {name}
          </LinkAnchor>
          <Text size="xs" c="dimmed">
            {slug}
          </Text>
        </>
      ),
    },
    { key: "region", header: t("region"), render: (row) => t(`common:regions.${row.region}`) },
    { key: "cell", header: t("cell"), render: (row) => row.cell ?? "–" },
    { key: "plan", header: t("tenants.plan"), render: (row) => planName(row.plan) },
    {
      key: "status",
      header: t("tenants.status"),
      render: (tenant) => <StatusOfTenant tenant={tenant} />,
    },
    {
      key: "step",
      header: t("tenants.version"),
      render: ({ step, isBehind }) => (
        <Group gap={6}>
          {step === null ? "–" : <Code>{step}</Code>}
          {isBehind ? <StatusBadge tone="attention">{t("tenants.behind")}</StatusBadge> : null}
        </Group>
      ),
    },
    { key: "since", header: t("tenants.since"), width: "7.5rem", render: ({ createdAt }) => format.date(createdAt) },
  ];
  const filtered = Object.keys(search).length > 0;
  return (
    <>
      <PageHeader title={t("tenants.title")} description={t("tenants.description")} />
      <Paper withBorder p="md">
        <TenantFilters search={search} counts={counts.data} onChange={narrow} />
        {tenants.isError ? (
          <ProblemNote error={tenants.error} />
        ) : (
          <DataTable
            caption={t("tenants.title")}
            columns={columns}
            rows={tenants.data?.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconBuildingStore aria-hidden />}
                title={filtered ? t("tenants.noMatch") : t("tenants.empty")}
              />
            }
          />
        )}
        {counts.data === undefined ? null : (
          <Text size="sm" c="dimmed" mt="sm">
            {t("tenants.found", { count: counts.data.all })}
          </Text>
        )}
        <SeekPager
          after={after}
          next={tenants.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readTenantsSearch({ ...now, after: cursor }) })}
        />
      </Paper>
    </>
  );
}
