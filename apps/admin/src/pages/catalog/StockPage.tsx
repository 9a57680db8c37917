import { Button, Group, Paper, Switch, Text } from "@mantine/core";
import { IconPackages } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readStockSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { AddProducts } from "./AddProducts.tsx";
import type { StockItem } from "./catalog-types.ts";
import { StockDrawer } from "./StockDrawer.tsx";

/** As many pieces or fewer run low. */
const lowAtMost = 3;

export function StockPage(): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc, slug } = useShop();
  const format = useFormat();
  const { q, low, variant, after } = useSearch({ from: paths.stock });
  const navigate = useNavigate({ from: paths.stock });
  const items = useQuery({
    ...trpc.catalog.listStockItems.queryOptions({
      q: q ?? "",
      availableAtMost: low === undefined ? null : lowAtMost,
      after: after ?? null,
    }),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readStockSearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ q: text }), [narrow]);
  const open = (id: string | undefined): void =>
    void navigate({ search: (now) => readStockSearch({ ...now, variant: id }), replace: true });
  const figure = (item: StockItem, value: number): ReactNode => (item.tracked ? format.number(value) : "–");
  const columns: Column<StockItem>[] = [
    {
      key: "title",
      header: t("list.title"),
      main: true,
      width: "40%",
      render: ({ productId, title, options, sku }) => (
        <div>
          <LinkAnchor to={paths.product} params={{ shop: slug, productId }} fw={600}>
            {title === "" ? t("untitled") : title}
          </LinkAnchor>
          <Text size="xs" c="dimmed">
            {[options, sku].filter((text) => text !== null && text !== "").join(" · ")}
          </Text>
        </div>
      ),
    },
    { key: "onHand", header: t("stock.onHand"), numeric: true, render: (item) => figure(item, item.onHand) },
    { key: "reserved", header: t("stock.reserved"), numeric: true, render: (item) => figure(item, item.reserved) },
    { key: "available", header: t("list.stock"), numeric: true, render: (item) => figure(item, item.available) },
    { key: "state", header: t("list.status"), render: (item) => <StockState item={item} /> },
    {
      key: "actions",
      header: "",
      label: t("stock.actions"),
      render: ({ variantId, title }) => (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => open(variantId)}
          aria-label={t("stock.openOf", { name: title })}
        >
          {t("stock.open")}
        </Button>
      ),
    },
  ];
  const rows = items.data?.items;
  return (
    <>
      <PageHeader title={t("stock.title")} description={t("stock.description")} />
      <Paper withBorder p="md">
        <Group mb="md" gap="md">
          <SearchField label={t("list.search")} value={q ?? ""} onSearch={search} />
          <Switch
            label={t("stock.low", { number: format.number(lowAtMost) })}
            checked={low !== undefined}
            onChange={({ currentTarget }) => narrow({ low: currentTarget.checked ? "yes" : undefined })}
          />
        </Group>
        {items.isError ? (
          <ProblemNote error={items.error} />
        ) : (
          <DataTable
            caption={t("stock.title")}
            columns={columns}
            rows={rows}
            rowKey={({ variantId }) => variantId}
            empty={
              <EmptyNote
                icon={<IconPackages aria-hidden />}
                {...(q === undefined && low === undefined
                  ? { title: t("list.empty"), description: t("list.emptyHint"), action: <AddProducts /> }
                  : {
                      title: t("list.noMatch"),
                      description: low === undefined ? t("list.noMatchHint") : t("stock.noneLow"),
                    })}
              />
            }
          />
        )}
        <SeekPager
          after={after}
          next={items.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readStockSearch({ ...now, after: cursor }) })}
        />
      </Paper>
      <StockDrawer item={rows?.find(({ variantId }) => variantId === variant)} onClose={() => open(undefined)} />
    </>
  );
}

function StockState({ item }: { item: StockItem }): ReactNode {
  const { t } = useTranslation("catalog");
  if (!item.tracked) return <StatusBadge tone="neutral">{t("list.untracked")}</StatusBadge>;
  if (item.available <= 0)
    return (
      <StatusBadge tone={item.backorder ? "attention" : "bad"}>
        {item.backorder ? t("variants.allowBackorder") : t("stock.out")}
      </StatusBadge>
    );
  if (item.available <= lowAtMost) return <StatusBadge tone="attention">{t("stock.isLow")}</StatusBadge>;
  return <StatusBadge tone="good">{t("stock.enough")}</StatusBadge>;
}
