import { Group, Paper } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { FilterSelect } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readCustomersSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { AccountBadge } from "./AccountBadge.tsx";

type Row = AdminOutputs["customers"]["list"]["items"][number];

export function CustomersPage(): ReactNode {
  const { t } = useTranslation("customers");
  const { trpc, slug: shop } = useShop();
  const format = useFormat();
  const search = useSearch({ from: paths.customers });
  const navigate = useNavigate({ from: paths.customers });
  const groups = useQuery(trpc.customers.listGroups.queryOptions({}));
  const customers = useQuery({
    ...trpc.customers.list.queryOptions({
      text: search.q ?? null,
      group: search.group ?? null,
      registered: search.account === undefined ? null : search.account === "yes",
      after: search.after ?? null,
    }),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readCustomersSearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: t("columns.name"),
      main: true,
      render: ({ id, name, erasedAt }) => (
        <LinkAnchor to={paths.customer} params={{ shop, customerId: id }} fw={600}>
          {erasedAt === null ? name : t("erased")}
        </LinkAnchor>
      ),
    },
    { key: "email", header: t("columns.email"), render: ({ email, erasedAt }) => (erasedAt === null ? email : "–") },
    { key: "account", header: t("columns.account"), render: (row) => <AccountBadge customer={row} /> },
    {
      key: "groups",
      header: t("columns.groups"),
      render: ({ groups: handles }) => (handles.length === 0 ? "–" : format.list(handles.map(nameOf))),
    },
    {
      key: "orders",
      header: t("columns.orders"),
      numeric: true,
      render: ({ ordersCount }) => format.number(ordersCount),
    },
    {
      key: "last",
      header: t("columns.lastOrder"),
      render: ({ lastOrderAt }) => (lastOrderAt === null ? "–" : format.dateTime(lastOrderAt)),
    },
  ];
  const named = new Map(groups.data?.items.map(({ handle, name }) => [handle, name]));
  function nameOf(handle: string): string {
    return named.get(handle) ?? handle;
  }
  const isFiltered = search.q !== undefined || search.group !== undefined || search.account !== undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <LinkButton to={paths.companies} params={{ shop }} variant="default">
              {t("companies.title")}
            </LinkButton>
            <LinkButton to={paths.customerGroups} params={{ shop }} variant="default">
              {t("groups.title")}
            </LinkButton>
          </>
        }
      />
      <Paper withBorder p="md">
        <Group mb="md" gap="sm" align="flex-end">
          <SearchField label={t("search")} value={search.q ?? ""} onSearch={(q) => narrow({ q })} />
          <FilterSelect
            label={t("filters.group")}
            value={search.group}
            width={240}
            data={(groups.data?.items ?? []).map(({ handle, name }) => ({ value: handle, label: name }))}
            onChange={(group) => narrow({ group })}
          />
          <FilterSelect
            label={t("filters.account")}
            value={search.account}
            width={240}
            data={[
              { value: "yes", label: t("account.yes") },
              { value: "no", label: t("account.no") },
            ]}
            onChange={(account) => narrow({ account })}
          />
        </Group>
        {customers.isError ? (
          <ProblemNote error={customers.error} />
        ) : (
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={customers.data?.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconUsersGroup aria-hidden />}
                title={isFiltered ? t("noMatch") : t("empty")}
                description={isFiltered ? t("noMatchHint") : t("emptyHint")}
              />
            }
          />
        )}
        <SeekPager
          after={search.after}
          next={customers.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readCustomersSearch({ ...now, after: cursor }) })}
        />
      </Paper>
    </>
  );
}
