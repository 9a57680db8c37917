import { countryCodes } from "@meridian/core/kernel/country";
import { Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { Note } from "../../ui/Note.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { MethodsSection } from "./MethodsSection.tsx";
import type { Place } from "./types.ts";

/** The shop's own ways of shipping: every market has them, and may have single fields of its own. */
export function ShopShippingPage(): ReactNode {
  const { t } = useTranslation(["fulfilment", "markets"]);
  const { trpc, slug } = useShop();
  const format = useFormat();
  const { data: shop } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const place: Place = {
    id: null,
    currency: shop.defaultCurrency,
    defaultLocale: shop.defaultLocale,
    locales: [...new Set([shop.defaultLocale, ...markets.items.flatMap(({ locales }) => locales)])],
    countries: [...countryCodes],
    taxDisplay: shop.pricesIncludeTax ? "inclusive" : "exclusive",
  };
  const alike = markets.items.filter(({ currency }) => currency === shop.defaultCurrency);
  const others = markets.items.filter(({ currency }) => currency !== shop.defaultCurrency);
  const names = (list: typeof alike): string => format.list(list.map(({ name }) => name));
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.markets} params={{ shop: slug }} size="sm">
            {t("markets:title")}
          </LinkAnchor>
        }
        title={t("shop.title")}
        description={t("shop.description")}
      />
      <Stack>
        {markets.items.length === 0 ? null : (
          <Note kind="info">
            {alike.length === 0 ? null : t("shop.reach", { markets: names(alike) })}{" "}
            {others.length === 0 ? null : t("shop.converted", { markets: names(others) })}
          </Note>
        )}
        <MethodsSection place={place} title={t("title")} description={t("shop.hint")} />
      </Stack>
    </>
  );
}
