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

export function childPath(parentPath: string | null, title: string, locale: string): string {
  const code = slugify(title, locale) || "category";
  return parentPath === null ? code : `${parentPath}/${code}`;
}

const depth = (path: string): number => path.split("/").length;
