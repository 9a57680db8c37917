import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { listCategoryRows } from "./queries/categories.ts";
import { Categories } from "./category-schemas.ts";

/** The whole tree of categories in its order. */
export const listCategories = read(
  "catalog.list_categories",
  { access: { staff: "catalog.read" }, input: nothing, output: Categories },
  async (ctx: TenantCtx) => {
    const rows = await listCategoryRows(ctx.db, false);
    return {
      items: rows.map((row) => ({
        id: row.id as Id<"cat">,
        path: row.path,
        parentId: row.parent_id as Id<"cat"> | null,
        titles: { ...row.titles },
        position: row.position,
        hidden: row.hidden,
        products: row.products ?? 0,
      })),
    };
  },
);
