import {
  addVariant,
  archiveProduct,
  createCategory,
  createProduct,
  getProduct,
  listCategories,
  listProducts,
  publishProduct,
  setTranslation,
  unpublishProduct,
  updateCategory,
  updateProduct,
  updateVariant,
} from "@meridian/core/catalog";
import { mutation, query, router } from "./surface.ts";

export const catalogRouter = router({
  addVariant: mutation(addVariant),
  archiveProduct: mutation(archiveProduct),
  createCategory: mutation(createCategory),
  createProduct: mutation(createProduct),
  getProduct: query(getProduct),
  listCategories: query(listCategories),
  listProducts: query(listProducts),
  publishProduct: mutation(publishProduct),
  setTranslation: mutation(setTranslation),
  unpublishProduct: mutation(unpublishProduct),
  updateCategory: mutation(updateCategory),
  updateProduct: mutation(updateProduct),
  updateVariant: mutation(updateVariant),
});
