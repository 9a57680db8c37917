import { Paper } from "@mantine/core";
import { IconDiscount, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { Promotion } from "./promotion-draft.ts";

export function PromotionsPage(): ReactNode {
  const { t } = useTranslation("promotions");
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const { after } = useSearch({ from: paths.promotions });
  const navigate = useNavigate({ from: paths.promotions });
  const promotions = useQuery({
    ...trpc.promotions.list.queryOptions({ after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const add = can(shop, "markets.write") ? (
    <LinkButton
      to={paths.promotion}
      params={{ shop: shop.slug, promotionId: "new" }}
      leftSection={<IconPlus size={18} aria-hidden />}
    >
      {t("add")}
    </LinkButton>
  ) : null;
  const columns: Column<Promotion>[] = [
    {
      key: "name",
      header: t("fields.name"),
      main: true,
      render: ({ id, name }) => (
        <LinkAnchor to={paths.promotion} params={{ shop: shop.slug, promotionId: id }}>
          {name}
        </LinkAnchor>
      ),
    },
    { key: "effect", header: t("effect"), render: ({ effect }) => t(`effects.${effect.kind}`) },
    {
      key: "trigger",
      header: t("fields.trigger"),
      render: ({ trigger, codes }) =>
        trigger === "automatic" ? t("triggers.automatic") : t("codes.count", { count: codes }),
    },
    {
      key: "uses",
      header: t("uses"),
      numeric: true,
      render: ({ uses, maxUses }) =>
        maxUses === null ? format.number(uses) : t("of", { used: format.number(uses), most: format.number(maxUses) }),
    },
    {
      key: "budget",
      header: t("fields.budget"),
      numeric: true,
      render: ({ budget, spent }) =>
        budget === null || spent === null ? "–" : t("of", { used: format.money(spent), most: format.money(budget) }),
    },
    {
      key: "active",
      header: t("state"),
      render: ({ active }) => (
        <StatusBadge tone={active ? "good" : "neutral"}>{active ? t("active") : t("inactive")}</StatusBadge>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <Paper withBorder p="md">
        {promotions.isError ? (
          <ProblemNote error={promotions.error} />
        ) : (
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={promotions.data?.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconDiscount aria-hidden />}
                title={t("empty")}
                description={t("emptyHint")}
                action={add}
              />
            }
          />
        )}
        <SeekPager
          after={after}
          next={promotions.data?.next}
          onPage={(cursor) => void navigate({ search: cursor === undefined ? {} : { after: cursor } })}
        />
      </Paper>
    </>
  );
}
