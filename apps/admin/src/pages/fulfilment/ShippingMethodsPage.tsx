import { Button, Group, Stack } from "@mantine/core";
import { IconPlus, IconTruck } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { MethodDialog } from "./MethodDialog.tsx";
import { ShippingPreview } from "./ShippingPreview.tsx";

export type Method = AdminOutputs["fulfilment"]["listShippingMethods"]["items"][number];

export function ShippingMethodsPage(): ReactNode {
  const { t } = useTranslation(["fulfilment", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const id = paramId("mkt", useParams({ from: paths.marketShipping }).marketId);
  const { data: market } = useSuspenseQuery(trpc.markets.get.queryOptions({ id }));
  const { data: methods } = useSuspenseQuery(trpc.fulfilment.listShippingMethods.queryOptions({ marketId: id }));
  const [editing, setEditing] = useState<{ method: Method | null } | null>(null);
  const remove = useMutation(
    trpc.fulfilment.removeShippingMethod.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.fulfilment.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  const nameOf = ({ names }: Method): string => names[market.defaultLocale] ?? Object.values(names)[0] ?? "";
  async function ask(method: Method): Promise<void> {
    const sure = await confirm({
      title: t("removeTitle", { name: nameOf(method) }),
      body: t("removeBody"),
      confirmLabel: t("common:delete"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) remove.mutate({ id: method.id, version: method.version });
  }
  const writes = can(shop, "markets.write");
  const add = writes ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing({ method: null })}>
      {t("add")}
    </Button>
  ) : null;
  const delivery = ({ minDays, maxDays }: Method): string => {
    if (minDays === null && maxDays === null) return "–";
    if (minDays === null || maxDays === null || minDays === maxDays)
      return t("days", { count: maxDays ?? minDays ?? 0 });
    return t("dayRange", { min: minDays, max: maxDays });
  };
  const areaOf = ({ countries, regions, postalCodes, exceptPostalCodes }: Method): string =>
    [
      countries === null ? t("allCountries") : format.list(countries.map(format.country)),
      regions === null ? null : format.list(regions),
      postalCodes === null ? null : t("onlyPostalCodes", { codes: format.list(postalCodes) }),
      exceptPostalCodes === null ? null : t("notPostalCodes", { codes: format.list(exceptPostalCodes) }),
    ]
      .filter((part) => part !== null)
      .join(" · ");
  const columns: Column<Method>[] = [
    { key: "name", header: t("fields.name"), render: nameOf },
    {
      key: "price",
      header: t("fields.price"),
      numeric: true,
      render: ({ price, rates }) =>
        rates === null ? format.money(price) : t(`rates.table.${rates.by}`, { price: format.money(price) }),
    },
    {
      key: "freeAbove",
      header: t("fields.freeAbove"),
      numeric: true,
      render: ({ freeAbove }) => (freeAbove === null ? "–" : format.money(freeAbove)),
    },
    {
      key: "countries",
      header: t("fields.countries"),
      render: (method) => areaOf(method),
    },
    { key: "delivery", header: t("fields.delivery"), render: delivery },
    {
      key: "active",
      header: t("fields.state"),
      render: ({ active }) => (
        <StatusBadge tone={active ? "good" : "neutral"}>{active ? t("active") : t("inactive")}</StatusBadge>
      ),
    },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("actions"),
            render: (method: Method) => (
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => setEditing({ method })}
                  aria-label={t("editLabel", { name: nameOf(method) })}
                >
                  {t("common:edit")}
                </Button>
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  onClick={() => void ask(method)}
                  aria-label={t("removeLabel", { name: nameOf(method) })}
                >
                  {t("common:delete")}
                </Button>
              </Group>
            ),
          },
        ]
      : []),
  ];
  return (
    <Stack>
      <Section title={t("title")} description={t("description")} actions={add}>
        <DataTable
          caption={t("title")}
          columns={columns}
          rows={methods.items}
          rowKey={(method) => method.id}
          empty={
            <EmptyNote icon={<IconTruck aria-hidden />} title={t("empty")} description={t("emptyHint")} action={add} />
          }
        />
        {editing === null ? null : (
          <MethodDialog market={market} method={editing.method} onClose={() => setEditing(null)} />
        )}
      </Section>
      {methods.items.length === 0 ? null : <ShippingPreview market={market} />}
    </Stack>
  );
}
