import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import type { CatalogErrorCode } from "./error-codes.ts";
import { deleteCategory, lockCategories } from "./queries/categories.ts";
import { RemoveCategory } from "./category-schemas.ts";

/** Removes a category without any below it. Its products stay, and lose only this place. */
export const removeCategory = write(
  "catalog.remove_category",
  {
    access: { staff: "catalog.write" },
    input: RemoveCategory,
    output: nothing,
    audit: (input) => ({ subject: input.id }),
  },
  async (ctx, { id }) => {
    const tree = await lockCategories(ctx.db);
    if (tree.some((row) => row.parent_id === id))
      throw new DomainError<CatalogErrorCode>("conflict", "catalog.category_not_empty");
    if (!(await deleteCategory(ctx.db, id))) throw notFound("category");
    return {};
  },
);
