import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { LinkTabs } from "../../lib/LinkTabs.tsx";
import { useShop } from "../../lib/session.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

/** A market's parts: its own settings, and what other parts of the shop keep for it. */
export function MarketPage(): ReactNode {
  const { t } = useTranslation("markets");
  const { trpc, slug } = useShop();
  const { marketId } = useParams({ from: paths.market });
  const { data: market } = useSuspenseQuery(trpc.markets.get.queryOptions({ id: paramId("mkt", marketId) }));
  const params = { shop: slug, marketId };
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.markets} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={market.name}
        badges={
          <StatusBadge tone={market.status === "active" ? "good" : "neutral"}>
            {t(`statuses.${market.status}`)}
          </StatusBadge>
        }
      />
      <LinkTabs
        label={market.name}
        tabs={[
          { to: paths.market, params, label: t("tabs.settings") },
          { to: paths.marketTaxes, params, label: t("tabs.taxes") },
          { to: paths.marketShipping, params, label: t("tabs.shipping") },
          { to: paths.marketRates, params, label: t("tabs.rates") },
        ]}
      />
      <Outlet />
    </>
  );
}
