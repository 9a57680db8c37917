import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconBox, IconReceipt, IconSearch, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../lib/can.ts";
import { useShop } from "../lib/session.ts";
import { navigation } from "./navigation.ts";
import { paths } from "./paths.ts";

/** How long somebody pauses before records are looked for, in milliseconds. */
const pause = 200;
const mostRecords = 5;

/** Everything by name: pages, things to do, and records of the shop. */
export function Palette(): ReactNode {
  const { t } = useTranslation();
  const shop = useShop();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), pause);
  const records = useRecords(settled);
  const params = { shop: shop.slug };
  const fits = ({ label = "", keywords = [] }: { label?: string; keywords?: readonly string[] }): boolean =>
    [label, ...keywords].some((text) => text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()));
  const pages = navigation
    .filter(({ needs }) => can(shop, needs))
    .map(({ name, to, icon: Icon }) => ({
      id: `page-${name}`,
      label: t(`navigation.${name}`),
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => void navigate({ to, params }),
    }));
  const doings = (
    [
      { name: "newProduct", to: paths.newProduct, needs: "catalog.write" },
      { name: "importProducts", to: paths.importProducts, needs: "catalog.write" },
      { name: "newMarket", to: paths.newMarket, needs: "markets.write" },
      { name: "keys", to: paths.keys, needs: "keys.manage" },
      { name: "audit", to: paths.audit, needs: "audit.read" },
      { name: "security", to: paths.security, needs: "shop.read" },
    ] as const
  )
    .filter(({ needs }) => can(shop, needs))
    .map(({ name, to }) => ({
      id: `do-${name}`,
      label: t(`palette.doings.${name}`),
      onClick: () => void navigate({ to, params } as never),
    }));
  const groups = [
    { group: t("palette.pages"), actions: pages.filter(fits) },
    { group: t("palette.actions"), actions: doings.filter(fits) },
    { group: t("palette.records"), actions: records },
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={groups}
      filter={(_query, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      nothingFound={t("palette.nothing")}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.placeholder"),
      }}
    />
  );
}

/** Orders, products and customers that fit the words; nothing is asked for less than two letters. */
function useRecords(text: string): SpotlightActionData[] {
  const shop = useShop();
  const { trpc, slug } = shop;
  const navigate = useNavigate();
  const asks = text.length > 1;
  const page = { first: mostRecords } as const;
  const sells = asks && can(shop, "orders.read");
  const products = useQuery({ ...trpc.catalog.listProducts.queryOptions({ ...page, q: text }), enabled: asks });
  const orders = useQuery({ ...trpc.orders.list.queryOptions({ ...page, text }), enabled: sells });
  const customers = useQuery({ ...trpc.customers.list.queryOptions({ ...page, text }), enabled: sells });
  if (!asks) return [];
  return [
    ...(orders.data?.items ?? []).map(({ id, number, name }) => ({
      id,
      label: number,
      description: name,
      leftSection: <IconReceipt size={18} aria-hidden />,
      onClick: () => void navigate({ to: paths.order, params: { shop: slug, orderId: id } }),
    })),
    ...(products.data?.items ?? []).map(({ id, title, sku }) => ({
      id,
      label: title,
      description: sku ?? "",
      leftSection: <IconBox size={18} aria-hidden />,
      onClick: () => void navigate({ to: paths.product, params: { shop: slug, productId: id } }),
    })),
    ...(customers.data?.items ?? []).map(({ id, name, email }) => ({
      id,
      label: name,
      description: email,
      leftSection: <IconUser size={18} aria-hidden />,
      onClick: () => void navigate({ to: paths.orders, params: { shop: slug }, search: { q: email } }),
    })),
  ];
}
