import type { AdminOutputs } from "../../lib/api.ts";

export type Category = AdminOutputs["catalog"]["listCategories"]["items"][number];

export interface TreeRow {
  readonly category: Category;
  readonly depth: number;
  /** Neighbours under the same parent, in their order. */
  readonly siblings: readonly Category[];
}

export function titleOf({ titles, path }: Category, language: string): string {
  const known: ReadonlyMap<string, string> = new Map(Object.entries(titles));
  return known.get(language) ?? [...known.values()][0] ?? path;
}

/** The tree from its roots down, neighbours by position and then by title. */
export function treeOf(categories: readonly Category[], language: string): TreeRow[] {
  const { compare } = new Intl.Collator(language);
  const below = Map.groupBy(categories, ({ parentId }) => parentId);
  function walk(parentId: Category["parentId"], depth: number): TreeRow[] {
    const siblings = (below.get(parentId) ?? []).toSorted(
      (a, b) => a.position - b.position || compare(titleOf(a, language), titleOf(b, language)),
    );
    return siblings.flatMap((category) => [{ category, depth, siblings }, ...walk(category.id, depth + 1)]);
  }
  return walk(null, 0);
}

/** Where a category may go: anywhere but to itself and below itself. */
export function possibleParents(categories: readonly Category[], { path }: Pick<Category, "path">): Category[] {
  return categories.filter((other) => other.path !== path && !other.path.startsWith(`${path}/`));
}

/** The positions to save when a category changes places with its neighbour; positions may be equal before. */
export function movedPositions(
  siblings: readonly Category[],
  id: Category["id"],
  by: 1 | -1,
): { readonly id: Category["id"]; readonly position: number }[] {
  const order = siblings.map((sibling) => sibling.id);
  const at = order.indexOf(id);
  const other = order[at + by];
  if (at < 0 || other === undefined) return [];
  [order[at], order[at + by]] = [other, id];
  return order.flatMap((own, position) =>
    siblings.find((sibling) => sibling.id === own)?.position === position ? [] : [{ id: own, position }],
  );
}
