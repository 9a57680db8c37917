import { DomainError, notFound } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { violates } from "../platform/db.ts";
import { type TenantTxCtx, write } from "../platform/verb.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import {
  type CategoryRow,
  listCategoryRows,
  lockCategories,
  moveCategory,
  updateCategoryRow,
} from "./queries/categories.ts";
import { planMove } from "./rules/category.ts";
import { Category, UpdateCategory } from "./category-schemas.ts";

/** Renames, hides or moves a category, among its neighbours or under another parent. */
export const updateCategory = write(
  "catalog.update_category",
  {
    access: { staff: "catalog.write" },
    input: UpdateCategory,
    output: Category,
    audit: (input, output) => ({ subject: input.id, details: { path: output.path } }),
  },
  async (ctx, { id, titles, position, parentId, hidden }) => {
    const tree = await lockCategories(ctx.db);
    const row = tree.find((one) => one.id === id);
    if (row === undefined) throw notFound("category");
    if (parentId !== undefined && parentId !== row.parent_id) await move(ctx, tree, row, parentId);
    await updateCategoryRow(ctx.db, id, {
      titles: titlesAfter(ctx.tenant.defaultLocale, row.titles, titles ?? {}),
      position: position ?? row.position,
      hidden: hidden ?? row.hidden,
    });
    const now = (await listCategoryRows(ctx.db, false)).find((one) => one.id === id);
    if (now === undefined) throw notFound("category");
    return {
      id,
      path: now.path,
      parentId: now.parent_id as Id<"cat"> | null,
      titles: { ...now.titles },
      position: now.position,
      hidden: now.hidden,
      products: now.products ?? 0,
    };
  },
);

function titlesAfter(
  source: string,
  before: CategoryRow["titles"],
  change: Readonly<Record<string, string | null>>,
): Record<string, string> {
  if (change[source] === null)
    throw new DomainError<CatalogErrorCode>("invalid", "catalog.title_missing", { locale: source });
  return Object.fromEntries(
    Object.entries({ ...before, ...change }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

async function move(
  ctx: TenantTxCtx,
  tree: readonly CategoryRow[],
  row: CategoryRow,
  parentId: string | null,
): Promise<void> {
  const plan = planMove(tree, row, parentId);
  if (plan.kind === "no_parent") throw notFound("category");
  if (plan.kind === "ring") throw new DomainError<CatalogErrorCode>("conflict", "catalog.category_below_itself");
  await moveCategory(ctx.db, row, { parentId, path: plan.path }).catch((error: unknown) => {
    throw violates(error, "categories_path")
      ? new DomainError<CatalogErrorCode>("conflict", "catalog.category_exists", { path: plan.path })
      : error;
  });
}
