import { Button, Checkbox, Group, Paper, Select, Text } from "@mantine/core";
import { IconBox } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { filterWidth } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { isId } from "@meridian/core/kernel/ids";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readProductsSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { AddProducts } from "./AddProducts.tsx";
import { BulkActions } from "./BulkActions.tsx";
import { categoryChoices, type ProductRow } from "./catalog-types.ts";
import { Completeness } from "./Completeness.tsx";
import { ProductBadge } from "./ProductBadge.tsx";
import { useLocales } from "./use-locales.ts";

/** `fr/missing` in the page's address; anything else is no filter. */
function readTranslationFilter(text: string | undefined): { locale: string; state: "missing" | "stale" } | null {
  const [locale = "", state] = text?.split("/") ?? [];
  return locale !== "" && (state === "missing" || state === "stale") ? { locale, state } : null;
}

const statuses = ["active", "draft", "archived"] as const;

export function ProductsPage(): ReactNode {
  const { t } = useTranslation("catalog");
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const { q, status, category, translation, sort, after } = useSearch({ from: paths.products });
  const navigate = useNavigate({ from: paths.products });
  const [chosen, setChosen] = useState<ReadonlySet<ProductRow["id"]>>(new Set());
  const products = useQuery({
    ...trpc.catalog.listProducts.queryOptions({
      q: q ?? "",
      status: status ?? null,
      categoryId: category !== undefined && isId("cat", category) ? category : null,
      translation: readTranslationFilter(translation),
      sort: sort ?? "updated",
      after: after ?? null,
    }),
    placeholderData: keepPreviousData,
  });
  const locales = useLocales();
  const categories = useQuery(trpc.catalog.listCategories.queryOptions({}));
  const narrow = useCallback(
    (change: Record<string, unknown>) => {
      setChosen(new Set());
      void navigate({ search: (now) => readProductsSearch({ ...now, ...change, after: undefined }) });
    },
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ q: text }), [narrow]);
  const writes = can(shop, "catalog.write");
  const rows = products.data?.items;
  const choose = (id: ProductRow["id"], on: boolean): void =>
    setChosen((now) => new Set(on ? [...now, id] : [...now].filter((other) => other !== id)));
  const columns: Column<ProductRow>[] = [
    ...(writes
      ? [
          {
            key: "choose",
            header: "",
            label: t("list.choose"),
            width: "2.5rem",
            render: ({ id, title }: ProductRow) => (
              <Checkbox
                aria-label={t("list.chooseOne", { title })}
                checked={chosen.has(id)}
                onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
              />
            ),
          },
        ]
      : []),
    {
      key: "title",
      header: t("list.title"),
      main: true,
      width: "34%",
      render: ({ id, title, picture, sku }) => (
        <Group gap="sm" wrap="nowrap">
          {picture === null ? (
            <span className="cell-picture" />
          ) : (
            <img className="cell-picture" src={picture} alt="" loading="lazy" />
          )}
          <div>
            <LinkAnchor to={paths.product} params={{ shop: slug, productId: id }} fw={600}>
              {title === "" ? t("untitled") : title}
            </LinkAnchor>
            <Text size="xs" c="dimmed">
              {sku}
            </Text>
          </div>
        </Group>
      ),
    },
    { key: "status", width: "7rem", header: t("list.status"), render: (row) => <ProductBadge status={row.status} /> },
    { key: "variants", header: t("list.variants"), numeric: true, render: ({ variants }) => format.number(variants) },
    {
      key: "stock",
      header: t("list.stock"),
      numeric: true,
      render: ({ available }) => (available === null ? t("list.untracked") : format.number(available)),
    },
    {
      key: "price",
      header: t("list.price"),
      numeric: true,
      render: ({ price }) => (price === null ? "–" : format.money(price)),
    },
    {
      key: "translations",
      header: t("list.translations"),
      render: (row) => <Completeness row={row} targets={locales?.targets ?? []} />,
    },
    { key: "updated", header: t("list.updated"), render: ({ updatedAt }) => format.date(updatedAt) },
  ];
  const filtered = [q, status, category, translation].some((filter) => filter !== undefined);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={<AddProducts />} />
      <Paper withBorder p="md">
        <Group mb="md" gap="sm">
          <SearchField label={t("list.search")} value={q ?? ""} onSearch={search} />
          <Select
            aria-label={t("list.status")}
            w={filterWidth}
            placeholder={t("list.anyStatus")}
            data={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
            value={status ?? null}
            onChange={(value) => narrow({ status: value })}
            clearable
            clearButtonProps={{ "aria-label": t("list.anyStatus") }}
          />
          <Select
            aria-label={t("list.category")}
            w={filterWidth}
            placeholder={t("list.anyCategory")}
            data={categoryChoices(categories.data?.items ?? [], format.language)}
            value={category ?? null}
            onChange={(value) => narrow({ category: value })}
            searchable
            clearable
            clearButtonProps={{ "aria-label": t("list.anyCategory") }}
          />
          <Select
            aria-label={t("list.translations")}
            w={filterWidth}
            placeholder={t("list.anyTranslation")}
            data={(locales?.targets ?? []).flatMap((locale) =>
              (["missing", "stale"] as const).map((state) => ({
                value: `${locale}/${state}`,
                label: t(`list.translationStates.${state}`, { language: format.locale(locale) }),
              })),
            )}
            value={translation ?? null}
            onChange={(value) => narrow({ translation: value })}
            clearable
            clearButtonProps={{ "aria-label": t("list.anyTranslation") }}
          />
          <Select
            aria-label={t("list.sort")}
            w={{ ...filterWidth, xs: 230 }}
            data={(["updated", "title"] as const).map((value) => ({ value, label: t(`list.sorts.${value}`) }))}
            value={sort ?? "updated"}
            onChange={(value) => narrow({ sort: value })}
            allowDeselect={false}
          />
        </Group>
        {writes && rows !== undefined && rows.length > 0 ? (
          <BulkActions rows={rows} chosen={chosen} onChoose={(ids) => setChosen(new Set(ids))} />
        ) : null}
        {products.isError ? (
          <ProblemNote error={products.error} />
        ) : (
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconBox aria-hidden />}
                title={filtered ? t("list.noMatch") : t("list.empty")}
                description={filtered ? t("list.noMatchHint") : t("list.emptyHint")}
                action={
                  filtered ? (
                    <Button
                      variant="default"
                      onClick={() =>
                        narrow({ q: undefined, status: undefined, category: undefined, translation: undefined })
                      }
                    >
                      {t("list.clear")}
                    </Button>
                  ) : (
                    <AddProducts />
                  )
                }
              />
            }
          />
        )}
        <SeekPager
          after={after}
          next={products.data?.next}
          onPage={(cursor) => {
            setChosen(new Set());
            void navigate({ search: (now) => readProductsSearch({ ...now, after: cursor }) });
          }}
        />
      </Paper>
    </>
  );
}
