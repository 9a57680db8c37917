import type { Id } from "../kernel/ids.ts";
import { localeChain, type MarketCtx, visitorKey } from "../markets/index.ts";
import { keptRead } from "../platform/kept-read.ts";
import { nothing } from "../wire.ts";
import { listCategoryRows } from "./queries/categories.ts";
import { titleOfCategory } from "./rules/category.ts";
import { ShopCategories } from "./schemas.ts";

/** Categories that hold something on sale, themselves or below, in the visitor's language. */
export const shopCategories = keptRead(
  "catalog.shop_categories",
  { access: { shopper: true }, input: nothing, output: ShopCategories, sharedBy: visitorKey },
  async (ctx: MarketCtx) => {
    const chain = localeChain(ctx.market, ctx.locale, ctx.tenant.defaultLocale);
    const rows = await listCategoryRows(ctx.db, true);
    const hidden = rows.filter((row) => row.hidden).map(({ path }) => path);
    const isHidden = ({ path }: { path: string }): boolean =>
      hidden.some((above) => path === above || path.startsWith(`${above}/`));
    const items = rows
      .filter((row) => !isHidden(row))
      .map((row) => {
        const within = rows.filter((other) => other.path === row.path || other.path.startsWith(`${row.path}/`));
        const products = within.reduce((sum, one) => sum + (one.products ?? 0), 0);
        return { id: row.id as Id<"cat">, path: row.path, title: titleOfCategory(row, chain).value, products };
      });
    return { value: { items: items.filter((item) => item.products > 0) }, until: null };
  },
);
