import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Why } from "../../lib/Why.tsx";
import { WhyThisPrice } from "../../lib/WhyThisPrice.tsx";
import type { ListPrice, PriceList } from "./types.ts";

interface Props {
  list: PriceList;
  price: ListPrice;
  name: string;
}

/** A fixed price with what its buyers really pay: another list, a day or a market may go before it. */
export function ListPriceWhy({ list, price, name }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const { variantId, minQuantity, amount } = price;
  const market = markets.items.find(
    ({ id, currency }) => currency === price.currency && (list.marketIds.length === 0 || list.marketIds.includes(id)),
  );
  // Without a market in its currency nobody pays it.
  if (market === undefined) return format.money(amount);
  const [group] = list.customerGroups;
  const buyer = {
    customerId: list.customerIds[0] ?? null,
    companyId: list.companyIds[0] ?? null,
    groups: group === undefined ? [] : [group],
    channel: list.channels[0] ?? "web",
  };
  return (
    <Why label={t("why.inMarket", { name, market: market.name })} amount={format.money(amount)}>
      {() => <WhyThisPrice variantId={variantId} marketId={market.id} quantity={minQuantity} buyer={buyer} />}
    </Why>
  );
}
