import { ActionIcon, Button, Group, Paper, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCategory, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readCategoriesSearch } from "../../lib/search.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Isolated } from "../../ui/Isolated.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { CategoryDrawer } from "./CategoryDrawer.tsx";
import { movedPositions, titleOf, treeOf, type TreeRow } from "./category-tree.ts";
import { NewCategoryDialog } from "./NewCategoryDialog.tsx";

export function CategoriesPage(): ReactNode {
  const { t } = useTranslation("catalog");
  const shop = useShop();
  const { trpc, client, slug } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { category: opened } = useSearch({ from: paths.categories });
  const navigate = useNavigate({ from: paths.categories });
  const [creating, setCreating] = useState(false);
  const categories = useQuery(trpc.catalog.listCategories.queryOptions({}));
  const order = useMutation({
    mutationFn: async ({ row, by }: { row: TreeRow; by: 1 | -1 }) => {
      for (const { id, position } of movedPositions(row.siblings, row.category.id, by))
        await client.catalog.updateCategory.mutate({ id, position });
    },
    onSettled: () => queryClient.invalidateQueries(trpc.catalog.listCategories.pathFilter()),
    onError: tell.failed,
  });
  const all = categories.data?.items;
  const writes = can(shop, "catalog.write");
  const open = (category: string | undefined): void =>
    void navigate({ search: readCategoriesSearch({ category }), replace: true });
  const nameOf = ({ category }: TreeRow): string => titleOf(category, format.language);
  const columns: Column<TreeRow>[] = [
    {
      key: "title",
      header: t("categories.name"),
      main: true,
      width: "45%",
      render: (row) => (
        <div style={{ paddingInlineStart: `${row.depth * 1.5}rem` }}>
          <Group gap="xs">
            <Text fw={row.depth === 0 ? 600 : 400}>{nameOf(row)}</Text>
            {row.category.hidden ? <StatusBadge tone="neutral">{t("categories.hidden")}</StatusBadge> : null}
          </Group>
          <Text size="xs" c="dimmed">
            <Isolated>{row.category.path}</Isolated>
          </Text>
        </div>
      ),
    },
    {
      key: "products",
      header: t("title"),
      numeric: true,
      render: ({ category }) => (
        <LinkAnchor to={paths.products} params={{ shop: slug }} search={{ category: category.id }}>
          {format.number(category.products)}
        </LinkAnchor>
      ),
    },
    {
      key: "languages",
      header: t("list.translations"),
      render: ({ category }) => Object.keys(category.titles).toSorted().join(", "),
    },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("stock.actions"),
            render: (row: TreeRow) => (
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <ActionIcon
                  variant="default"
                  aria-label={t("categories.up", { name: nameOf(row) })}
                  disabled={order.isPending || row.siblings[0] === row.category}
                  onClick={() => order.mutate({ row, by: -1 })}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  aria-label={t("categories.down", { name: nameOf(row) })}
                  disabled={order.isPending || row.siblings.at(-1) === row.category}
                  onClick={() => order.mutate({ row, by: 1 })}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => open(row.category.id)}
                  aria-label={t("categories.editOf", { name: nameOf(row) })}
                >
                  {t("categories.edit")}
                </Button>
              </Group>
            ),
          },
        ]
      : []),
  ];
  const create = writes ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {t("categories.create")}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t("categories.title")} description={t("categories.description")} actions={create} />
      <Paper withBorder p="md">
        {categories.isError ? (
          <ProblemNote error={categories.error} />
        ) : (
          <DataTable
            caption={t("categories.title")}
            columns={columns}
            rows={all === undefined ? undefined : treeOf(all, format.language)}
            rowKey={({ category: { id } }) => id}
            empty={
              <EmptyNote
                icon={<IconCategory aria-hidden />}
                title={t("categories.empty")}
                description={t("categories.emptyHint")}
                action={create}
              />
            }
          />
        )}
      </Paper>
      <CategoryDrawer category={all?.find(({ id }) => id === opened)} all={all ?? []} onClose={() => open(undefined)} />
      <NewCategoryDialog opened={creating} all={all ?? []} onClose={() => setCreating(false)} />
    </>
  );
}
