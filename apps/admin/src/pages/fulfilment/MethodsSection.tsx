import { Button, Text } from "@mantine/core";
import { IconPlus, IconTruck } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { RowActions } from "../../lib/RowActions.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { MethodDialog } from "./MethodDialog.tsx";
import { MethodPrice } from "./MethodPrice.tsx";
import type { Method, Place } from "./types.ts";

interface Props {
  place: Place;
  title: string;
  description: string;
}

/** Methods in a table, each to be changed; of those that a market has from the shop, single fields. */
export function MethodsSection({ place, title, description }: Props): ReactNode {
  const { t } = useTranslation(["fulfilment", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const list = trpc.fulfilment.listShippingMethods;
  const { data: methods } = useSuspenseQuery(list.queryOptions({ marketId: place.id }));
  const { data: shops } = useSuspenseQuery(list.queryOptions({ marketId: null }));
  const parentOf = ({ id, inherited }: Method): Method | null =>
    inherited === null ? null : (shops.items.find((one) => one.id === id) ?? null);
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
  const nameOf = ({ names }: Method): string => names[place.defaultLocale] ?? Object.values(names)[0] ?? "";
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
    {
      key: "name",
      header: t("fields.name"),
      main: true,
      render: (method) => (
        <div>
          {nameOf(method)}
          {place.id !== null || method.converts ? null : (
            <Text size="xs" c="dimmed">
              {t("shop.ownPricesOnly")}
            </Text>
          )}
          {method.inherited === null ? null : (
            <Text size="xs" c="dimmed">
              {method.inherited.own.length === 0
                ? t("override.fromShop")
                : t("override.fromShopBut", {
                    fields: format.list(method.inherited.own.map((field) => t(`override.fields.${field}`))),
                  })}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: "price",
      header: t("fields.price"),
      numeric: true,
      render: (method) => <MethodPrice method={method} name={nameOf(method)} currency={place.currency} />,
    },
    {
      key: "freeAbove",
      header: t("fields.freeAbove"),
      numeric: true,
      render: ({ freeAbove, here }) => {
        const from = here?.kind === "priced" ? here.freeAbove : here === null ? freeAbove : null;
        return from === null ? "–" : format.money(from);
      },
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
      render: ({ active, here }) => {
        // Without a price in the market's currency no customer is offered it.
        const offered = active && here?.kind !== "unpriced";
        const tone = offered ? "good" : active ? "attention" : "neutral";
        return <StatusBadge tone={tone}>{offered ? t("active") : t("inactive")}</StatusBadge>;
      },
    },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("actions"),
            render: (method: Method) => (
              <RowActions
                editLabel={t("editLabel", { name: nameOf(method) })}
                onEdit={() => setEditing({ method })}
                removeLabel={t("removeLabel", { name: nameOf(method) })}
                onRemove={method.inherited === null ? () => void ask(method) : null}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <Section title={title} description={description} actions={add}>
      <DataTable
        caption={title}
        columns={columns}
        rows={methods.items}
        rowKey={(method) => method.id}
        empty={
          <EmptyNote icon={<IconTruck aria-hidden />} title={t("empty")} description={t("emptyHint")} action={add} />
        }
      />
      {editing === null ? null : (
        <MethodDialog
          place={place}
          method={editing.method}
          parent={editing.method === null ? null : parentOf(editing.method)}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
