import type { ColumnType } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { ContentState, ProductState, VariantState } from "./rules/product-state.ts";
import type { ImportFormat, ProductStatus, Variant } from "./schemas.ts";

/** A jsonb column: written as text, read as what was written. */
type Json<T> = ColumnType<T, string, string>;

/** What an import was asked to do beside reading its file. */
export interface ImportOptions {
  readonly dryRun: boolean;
  readonly keepAsDraft: boolean;
  readonly ignoreColumns: readonly string[];
}

export interface CatalogTables {
  products: {
    id: string;
    status: ProductStatus;
    version: number;
    tax_class: string;
    brand: string | null;
    product_type: string | null;
    tags: Json<ProductState["tags"]>;
    custom_fields: Json<ProductState["customFields"]>;
    options: Json<ProductState["options"]>;
    created_at: Date;
    updated_at: Date;
    published_at: Date | null;
  };
  product_translations: {
    product_id: string;
    locale: string;
    title: string | null;
    description: string | null;
    seo_title: string | null;
    seo_description: string | null;
    slug: string;
    option_texts: Json<ContentState["optionTexts"]>;
    stale: Json<ContentState["stale"]>;
    search: string;
  };
  /** A market's own values of a product's fields; locale '' is for all of the market's languages. */
  product_overrides: {
    market_id: string;
    product_id: string;
    locale: string;
    title: string | null;
    description: string | null;
    available: boolean | null;
    pictures: ColumnType<string[] | null, string | null, string | null>;
    search: string;
  };
  product_slugs: { slug: string; locale: string; product_id: string };
  variants: {
    id: string;
    product_id: string;
    sku: string | null;
    title: string | null;
    option_values: Json<VariantState["optionValues"]>;
    barcode: string | null;
    weight_grams: number | null;
    length_mm: number | null;
    measure: ColumnType<Variant["measure"], string | null, string | null>;
    width_mm: number | null;
    height_mm: number | null;
    active: boolean;
    position: number;
  };
  categories: {
    id: string;
    parent_id: string | null;
    path: string;
    titles: Json<Readonly<Record<string, string>>>;
    position: number;
    /** Not shown to visitors, nor what is below it; its products stay on sale. */
    hidden: boolean;
  };
  product_categories: { product_id: string; category_id: string };
  imports: {
    job_id: string;
    file_name: string;
    format: ImportFormat;
    options: Json<ImportOptions>;
    content: string | null;
    pictures_job_id: string | null;
    created_at: Date;
  };
}

export const catalogDeclarations = declareTables<CatalogTables>({
  products: {
    id: "none",
    status: "none",
    version: "none",
    tax_class: "none",
    brand: "none",
    product_type: "none",
    tags: "none",
    custom_fields: "none",
    options: "none",
    created_at: "none",
    updated_at: "none",
    published_at: "none",
  },
  product_translations: {
    product_id: "none",
    locale: "none",
    title: "none",
    description: "none",
    seo_title: "none",
    seo_description: "none",
    slug: "none",
    option_texts: "none",
    stale: "none",
    search: "none",
  },
  product_overrides: {
    market_id: "none",
    product_id: "none",
    locale: "none",
    title: "none",
    description: "none",
    available: "none",
    pictures: "none",
    search: "none",
  },
  product_slugs: { slug: "none", locale: "none", product_id: "none" },
  variants: {
    id: "none",
    product_id: "none",
    sku: "none",
    title: "none",
    option_values: "none",
    barcode: "none",
    weight_grams: "none",
    length_mm: "none",
    measure: "none",
    width_mm: "none",
    height_mm: "none",
    active: "none",
    position: "none",
  },
  categories: {
    id: "none",
    parent_id: "none",
    path: "none",
    titles: "none",
    position: "none",
    hidden: "none",
  },
  product_categories: { product_id: "none", category_id: "none" },
  imports: {
    job_id: "none",
    file_name: "none",
    format: "none",
    options: "none",
    content: "none",
    pictures_job_id: "none",
    created_at: "none",
  },
});
