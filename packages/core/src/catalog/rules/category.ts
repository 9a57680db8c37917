import { pickTranslation, type Translated } from "../../kernel/translation.ts";
import { slugify } from "./slug.ts";

export interface Titled {
  readonly path: string;
  readonly titles: Readonly<Record<string, string>>;
}

/** The category's name in the first locale of the chain that has one, else in any, else its code. */
export function titleOfCategory({ path, titles }: Titled, chain: readonly string[]): Translated {
  const byLocale = Object.fromEntries(Object.entries(titles).map(([locale, title]) => [locale, { title }]));
  const found = pickTranslation([...chain, ...Object.keys(titles).toSorted()], byLocale, "title");
  return found ?? { value: path.split("/").at(-1) ?? path, locale: chain[0] ?? "" };
}

/** A category that a path of names leads to. */
export interface PathStep {
  readonly path: string;
  readonly parentPath: string | null;
  readonly title: string;
}

/** Every step of the named paths once, parents first: `Kitchen > Kettles` is `kitchen` and `kitchen/kettles`. */
export function pathSteps(names: readonly (readonly string[])[], locale: string): PathStep[] {
  const steps = new Map<string, PathStep>();
  for (const path of names) {
    let parentPath: string | null = null;
    for (const title of path) {
      const step: PathStep = { path: childPath(parentPath, title, locale), parentPath, title };
      if (!steps.has(step.path)) steps.set(step.path, step);
      parentPath = step.path;
    }
  }
  return [...steps.values()].toSorted((a, b) => depth(a.path) - depth(b.path));
}

interface Placed {
  readonly id: string;
  readonly parent_id: string | null;
  readonly path: string;
}

export type Move =
  | { readonly kind: "moved"; readonly path: string }
  | { readonly kind: "ring" }
  | { readonly kind: "no_parent" };

/** Where a category goes under another parent: its own code stays. It cannot go below itself. */
export function planMove(tree: readonly Placed[], { id, path }: Placed, parentId: string | null): Move {
  const code = path.split("/").at(-1) ?? path;
  if (parentId === null) return { kind: "moved", path: code };
  const byId = new Map(tree.map((row) => [row.id, row]));
  const parent = byId.get(parentId);
  if (parent === undefined) return { kind: "no_parent" };
  for (let above: Placed | undefined = parent; above !== undefined;) {
    if (above.id === id) return { kind: "ring" };
    above = above.parent_id === null ? undefined : byId.get(above.parent_id);
  }
  return { kind: "moved", path: `${parent.path}/${code}` };
}

export function childPath(parentPath: string | null, title: string, locale: string): string {
  const code = slugify(title, locale) || "category";
  return parentPath === null ? code : `${parentPath}/${code}`;
}

const depth = (path: string): number => path.split("/").length;
