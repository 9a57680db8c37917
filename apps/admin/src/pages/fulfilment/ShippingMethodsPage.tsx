import { Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { paramId } from "../../lib/ids.ts";
import { useShop } from "../../lib/session.ts";
import { MethodsSection } from "./MethodsSection.tsx";
import { ShippingPreview } from "./ShippingPreview.tsx";

/** A market's ways of shipping, with those that it has from the shop. */
export function ShippingMethodsPage(): ReactNode {
  const { t } = useTranslation("fulfilment");
  const { trpc } = useShop();
  const id = paramId("mkt", useParams({ from: paths.marketShipping }).marketId);
  const { data: market } = useSuspenseQuery(trpc.markets.get.queryOptions({ id }));
  const { data: methods } = useSuspenseQuery(trpc.fulfilment.listShippingMethods.queryOptions({ marketId: id }));
  return (
    <Stack>
      <MethodsSection place={market} title={t("title")} description={t("description")} />
      {methods.items.length === 0 ? null : <ShippingPreview market={market} />}
    </Stack>
  );
}
