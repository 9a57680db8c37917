import { Button, Group, Paper } from "@mantine/core";
import { IconBuilding, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { FilterSelect } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readCompaniesSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CompanyBadge, TaxIdBadge } from "./CompanyBadges.tsx";
import { NewCompanyDialog } from "./NewCompanyDialog.tsx";
import type { CompanyRow } from "./types.ts";

/** Businesses that buy through people, with prices and a tax id of their own. */
export function CompaniesPage(): ReactNode {
  const { t } = useTranslation("customers");
  const session = useShop();
  const { trpc, slug: shop } = session;
  const format = useFormat();
  const search = useSearch({ from: paths.companies });
  const navigate = useNavigate({ from: paths.companies });
  const [creating, setCreating] = useState(false);
  const companies = useQuery({
    ...trpc.customers.listCompanies.queryOptions({
      text: search.q ?? null,
      status: search.status ?? null,
      after: search.after ?? null,
    }),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readCompaniesSearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const columns: Column<CompanyRow>[] = [
    {
      key: "name",
      header: t("companies.name"),
      main: true,
      render: ({ id, name }) => (
        <LinkAnchor to={paths.company} params={{ shop, companyId: id }} fw={600}>
          {name}
        </LinkAnchor>
      ),
    },
    {
      key: "status",
      header: t("companies.status"),
      render: ({ status }) => <CompanyBadge status={status} />,
    },
    {
      key: "taxId",
      header: t("companies.taxId"),
      render: ({ taxId }) =>
        taxId === null ? (
          "–"
        ) : (
          <Group gap="xs" wrap="nowrap">
            <span>{taxId.taxId}</span>
            <TaxIdBadge evidence={taxId} />
          </Group>
        ),
    },
    {
      key: "members",
      header: t("companies.members"),
      numeric: true,
      render: ({ members }) => format.number(members),
    },
  ];
  const add = can(session, "customers.write") ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {t("companies.add")}
    </Button>
  ) : null;
  const isFiltered = search.q !== undefined || search.status !== undefined;
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.customers} params={{ shop }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("companies.title")}
        description={t("companies.description")}
        actions={add}
      />
      <Paper withBorder p="md">
        <Group mb="md" gap="sm" align="flex-end">
          <SearchField label={t("companies.search")} value={search.q ?? ""} onSearch={(q) => narrow({ q })} />
          <FilterSelect
            label={t("companies.anyStatus")}
            value={search.status}
            width={240}
            data={(["active", "inactive"] as const).map((value) => ({
              value,
              label: t(`companies.statuses.${value}`),
            }))}
            onChange={(status) => narrow({ status })}
          />
        </Group>
        {companies.isError ? (
          <ProblemNote error={companies.error} />
        ) : (
          <DataTable
            caption={t("companies.title")}
            columns={columns}
            rows={companies.data?.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconBuilding aria-hidden />}
                title={isFiltered ? t("companies.noMatch") : t("companies.empty")}
                description={isFiltered ? t("noMatchHint") : t("companies.emptyHint")}
                action={isFiltered ? undefined : add}
              />
            }
          />
        )}
        <SeekPager
          after={search.after}
          next={companies.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readCompaniesSearch({ ...now, after: cursor }) })}
        />
      </Paper>
      {creating ? <NewCompanyDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
