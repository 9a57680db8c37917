import { useQuery } from "@tanstack/react-query";
import { useShop } from "../../lib/session.ts";

export interface ShopLocales {
  /** The language that texts are written in first. */
  readonly source: string;
  /** Languages of the markets but the source: those that texts are translated into; a translator's own. */
  readonly targets: readonly string[];
}

/** The languages of the shop's texts; undefined while they are asked for. */
export function useLocales(): ShopLocales | undefined {
  const { trpc, locales: own } = useShop();
  const settings = useQuery(trpc.tenants.getShop.queryOptions({}));
  const markets = useQuery(trpc.markets.list.queryOptions({}));
  if (settings.data === undefined || markets.data === undefined) return undefined;
  const source = settings.data.defaultLocale;
  const all = own ?? markets.data.items.flatMap(({ locales }) => locales);
  return { source, targets: [...new Set(all)].filter((locale) => locale !== source) };
}

/** Whole per cent of `done` in `wanted`; all when nothing is wanted. */
export function percentOf(done: number, wanted: number): number {
  return wanted === 0 ? 100 : Math.floor((done / wanted) * 100);
}
