import { Group, Paper, Text } from "@mantine/core";
import { IconBuildingStore } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { ControlOutputs } from "../../lib/api.ts";
import { FilterSelect } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readTenantsSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useSession } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusOfTenant, statuses } from "./StatusOfTenant.tsx";

type Row = ControlOutputs["tenants"]["list"]["items"][number];

/** All shops of all regions: where they are and how they stand. What the list shows stands in the page's address. */
export function TenantsPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control, config } = useSession();
  const format = useFormat();
  const { after, ...search } = useSearch({ from: paths.operatorTenants });
  const { q, region, cell, status, plan } = search;
  const navigate = useNavigate({ from: paths.operatorTenants });
  const plans = useQuery(control.trpc.tenants.listPlans.queryOptions({}));
  const tenants = useQuery({
    ...control.trpc.tenants.list.queryOptions({
      after: after ?? null,
      q: q ?? null,
      region: region ?? null,
      cell: cell ?? null,
      status: status ?? null,
      plan: plan ?? null,
    }),
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
    { key: "plan", header: t("tenants.plan"), render: (row) => row.plan },
    {
      key: "status",
      header: t("tenants.status"),
      render: (row) => <StatusOfTenant status={row.status} closed={row.closedAt !== null} />,
    },
    { key: "since", header: t("tenants.since"), render: ({ createdAt }) => format.date(createdAt) },
  ];
  const filtered = Object.keys(search).length > 0;
  return (
    <>
      <PageHeader title={t("tenants.title")} description={t("tenants.description")} />
      <Paper withBorder p="md">
        <Group mb="md" gap="sm" align="flex-end">
          <SearchField label={t("tenants.search")} value={q ?? ""} onSearch={(text) => narrow({ q: text })} />
          <FilterSelect
            label={t("tenants.anyRegion")}
            value={region}
            data={Object.keys(config.regions).map((value) => ({ value, label: t(`common:regions.${value as "eu"}`) }))}
            onChange={(value) => narrow({ region: value, cell: undefined })}
          />
          <FilterSelect
            label={t("tenants.anyStatus")}
            value={status}
            data={statuses.map((value) => ({ value, label: t(`tenants.statuses.${value}`) }))}
            onChange={(value) => narrow({ status: value })}
          />
          <FilterSelect
            label={t("tenants.anyPlan")}
            value={plan}
            data={(plans.data?.items ?? []).map(({ name }) => ({ value: name, label: name }))}
            onChange={(value) => narrow({ plan: value })}
          />
          {cell === undefined ? null : (
            <FilterSelect
              label={t("cell")}
              value={cell}
              data={[{ value: cell, label: t("tenants.onlyCell", { cell }) }]}
              onChange={(value) => narrow({ cell: value })}
            />
          )}
        </Group>
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
        <SeekPager
          after={after}
          next={tenants.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readTenantsSearch({ ...now, after: cursor }) })}
        />
      </Paper>
    </>
  );
}
