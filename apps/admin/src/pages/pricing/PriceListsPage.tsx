import { Button, Group, Stack, TextInput } from "@mantine/core";
import { IconTags } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

type PriceList = AdminOutputs["pricing"]["listPriceLists"]["items"][number];

export function PriceListsPage(): ReactNode {
  const { t } = useTranslation("pricing");
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const { data: lists } = useSuspenseQuery(trpc.pricing.listPriceLists.queryOptions({}));
  const columns: Column<PriceList>[] = [
    {
      key: "name",
      header: t("lists.name"),
      render: ({ id, name }) => (
        <LinkAnchor to={paths.priceList} params={{ shop: slug, listId: id }} fw={600}>
          {name}
        </LinkAnchor>
      ),
    },
    {
      key: "status",
      header: t("lists.status"),
      render: ({ status }) => (
        <StatusBadge tone={status === "active" ? "good" : "neutral"}>{t(`lists.statuses.${status}`)}</StatusBadge>
      ),
    },
    { key: "priority", header: t("lists.priority"), render: ({ priority }) => format.number(priority) },
    {
      key: "buyers",
      header: t("lists.buyers"),
      render: ({ customerGroups, customerIds, companyIds }) =>
        customerGroups.length + customerIds.length + companyIds.length === 0
          ? t("lists.everybody")
          : format.list([
              ...customerGroups,
              ...(companyIds.length === 0 ? [] : [t("lists.someCompanies", { count: companyIds.length })]),
              ...(customerIds.length === 0 ? [] : [t("lists.someCustomers", { count: customerIds.length })]),
            ]),
    },
    {
      key: "change",
      header: t("lists.change"),
      render: ({ adjustments }) => format.list(adjustments.map(({ changePpm }) => format.percent(changePpm))),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("lists.title")}
        description={t("lists.description")}
        actions={
          <LinkButton to={paths.editPrices} params={{ shop: slug }} variant="default">
            {t("edit.title")}
          </LinkButton>
        }
      />
      <Stack>
        <Section title={t("lists.all")}>
          <DataTable
            caption={t("lists.title")}
            columns={columns}
            rows={lists.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote icon={<IconTags aria-hidden />} title={t("lists.empty")} description={t("lists.emptyHint")} />
            }
          />
        </Section>
        {can(shop, "catalog.write") ? <NewList /> : null}
      </Stack>
    </>
  );
}

function NewList(): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc, slug } = useShop();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.pricing.createPriceList.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.pricing.listPriceLists.pathFilter());
        await navigate({ to: paths.priceList, params: { shop: slug, listId: id } });
      },
    }),
  );
  return (
    <Section title={t("lists.new")} description={t("lists.newHint")}>
      {create.isError ? <ProblemNote error={create.error} /> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name });
        }}
      >
        <Group align="flex-end" className="field-row">
          <TextInput
            label={t("lists.name")}
            required
            maxLength={120}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" loading={create.isPending}>
            {t("lists.create")}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
