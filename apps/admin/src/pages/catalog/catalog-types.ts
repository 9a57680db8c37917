import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";

export type Product = AdminOutputs["catalog"]["getProduct"];
export type ProductRow = AdminOutputs["catalog"]["listProducts"]["items"][number];
export type Variant = Product["variants"][number];
export type Picture = Product["pictures"][number];
export type StockItem = AdminOutputs["catalog"]["listStockItems"]["items"][number];
export type NewProduct = AdminInputs["catalog"]["createProduct"];
type Category = AdminOutputs["catalog"]["listCategories"]["items"][number];

/** Categories with their way down the tree, in the console's language where they have it. */
export function categoryChoices(categories: readonly Category[], language: string): { value: string; label: string }[] {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const titleOf = ({ titles, path }: Category): string => titles[language] ?? Object.values(titles)[0] ?? path;
  const wayTo = (category: Category): string => {
    const parent = category.parentId === null ? undefined : byId.get(category.parentId);
    return parent === undefined ? titleOf(category) : `${wayTo(parent)} / ${titleOf(category)}`;
  };
  return categories.map((category) => ({ value: category.id, label: wayTo(category) }));
}

/** A unit as it is written everywhere; pieces are a word. */
export function unitSymbol(unit: NonNullable<Variant["measure"]>["unit"], piece: string): string {
  if (unit === "piece") return piece;
  return unit.replace("2", "²").replace("3", "³");
}
