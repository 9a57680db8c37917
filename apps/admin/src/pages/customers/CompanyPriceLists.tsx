import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { Company } from "./types.ts";

type List = AdminOutputs["pricing"]["listPriceLists"]["items"][number];

/** Price lists that name the company. Those for everybody, or for a member's groups, apply besides. */
export function CompanyPriceLists({ companyId }: { companyId: Company["id"] }): ReactNode {
  const { t } = useTranslation(["customers", "pricing"]);
  const { trpc, slug: shop } = useShop();
  const lists = useQuery(trpc.pricing.listPriceLists.queryOptions({}));
  const columns: Column<List>[] = [
    {
      key: "name",
      header: t("pricing:lists.name"),
      main: true,
      render: ({ id, name }) => (
        <LinkAnchor to={paths.priceList} params={{ shop, listId: id }} fw={600}>
          {name}
        </LinkAnchor>
      ),
    },
    {
      key: "status",
      header: t("pricing:lists.status"),
      render: ({ status }) => (
        <StatusBadge tone={status === "active" ? "good" : "neutral"}>
          {t(`pricing:lists.statuses.${status}`)}
        </StatusBadge>
      ),
    },
    { key: "priority", header: t("pricing:lists.priority"), numeric: true, render: ({ priority }) => priority },
  ];
  return (
    <Section title={t("companies.priceLists")} description={t("companies.priceListsHint")}>
      {lists.isError ? (
        <ProblemNote error={lists.error} />
      ) : (
        <DataTable
          caption={t("companies.priceLists")}
          columns={columns}
          rows={lists.data?.items.filter(({ companyIds }) => companyIds.includes(companyId))}
          rowKey={({ id }) => id}
          empty={<EmptyNote title={t("companies.noPriceList")} description={t("companies.noPriceListHint")} />}
          placeholders={2}
        />
      )}
    </Section>
  );
}
