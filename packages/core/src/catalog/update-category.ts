import { notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { write } from "../platform/verb.ts";
import { listCategoryRows, updateCategoryRow } from "./queries/categories.ts";
import { Category, UpdateCategory } from "./schemas.ts";

/** Renames or moves a category among its neighbours. Its path stays: addresses refer to it. */
export const updateCategory = write(
  "catalog.update_category",
  {
    access: { staff: "catalog.write" },
    input: UpdateCategory,
    output: Category,
    audit: (input) => ({ subject: input.id }),
  },
  async (ctx, { id, titles, position }) => {
    const row = (await listCategoryRows(ctx.db, false)).find((one) => one.id === id);
    if (row === undefined) throw notFound("category");
    const next = { titles: { ...row.titles, ...titles }, position: position ?? row.position };
    await updateCategoryRow(ctx.db, id, next);
    return { ...next, id, path: row.path, parentId: row.parent_id as Id<"cat"> | null, products: row.products ?? 0 };
  },
);
