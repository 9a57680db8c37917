import { DomainError, notFound } from "../kernel/errors.ts";
import { violates } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { write } from "../platform/verb.ts";
import { categoriesById, insertCategory } from "./queries/categories.ts";
import { childPath, titleOfCategory } from "./rules/category.ts";
import { Category, CreateCategory } from "./category-schemas.ts";
import type { CatalogErrorCode } from "./error-codes.ts";

/** Adds a category; its path is made of its name in the shop's default locale. */
export const createCategory = write(
  "catalog.create_category",
  {
    access: { staff: "catalog.write" },
    input: CreateCategory,
    output: Category,
    audit: (_, output) => ({ subject: output.id, details: { path: output.path } }),
  },
  async (ctx, { parentId, titles }) => {
    const [parent] = parentId === null ? [] : await categoriesById(ctx.db, [parentId]);
    if (parentId !== null && parent === undefined) throw notFound("category");
    const source = ctx.tenant.defaultLocale;
    const title = titleOfCategory({ path: "", titles }, [source]).value;
    if (title === "") throw new DomainError<CatalogErrorCode>("invalid", "catalog.title_missing", { locale: source });
    const path = childPath(parent?.path ?? null, title, source);
    const category = { id: newId("cat"), parent_id: parentId, path, titles, position: 0, hidden: false };
    await insertCategory(ctx.db, category).catch((error: unknown) => {
      throw violates(error, "categories_path")
        ? new DomainError<CatalogErrorCode>("conflict", "catalog.category_exists", { path })
        : error;
    });
    return { id: category.id, path, parentId, titles, position: 0, hidden: false, products: 0 };
  },
);
