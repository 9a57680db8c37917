import { freeSlug, slugify } from "../slug.ts";
import { chosenValue, variantFault, withChosenValues } from "../variants.ts";
import type { Format } from "./format.ts";
import {
  type ImportPicture,
  type ImportProduct,
  type ImportRow,
  type ImportTexts,
  type ImportTranslation,
  type ImportVariant,
  issue,
} from "./shape.ts";
import type { ImportIssue } from "../../schemas.ts";

/** Lines of one product, in the order of the file. */
interface Group {
  readonly handle: string;
  readonly rows: ImportRow[];
}

export interface Grouped {
  readonly products: ImportProduct[];
  readonly issues: ImportIssue[];
}

/** Lines become products: those with one handle are one. A file without handles makes them of the titles. */
export function groupRows(rows: readonly ImportRow[], format: Format, locale: string): Grouped {
  const issues: ImportIssue[] = [];
  const groups = new Map<string, Group>();
  const made = new Set<string>();
  for (const row of rows) {
    const handle = row.fields.handle ?? madeHandle(row, locale, made);
    if (handle === undefined) {
      issues.push(issue(row.row, null, "no_handle"));
      continue;
    }
    const group = groups.get(handle) ?? { handle, rows: [] };
    group.rows.push(row);
    groups.set(handle, group);
  }
  const products = [...groups.values()].map((group) => toProduct(group, format, issues));
  return { products, issues };
}

/** In a file without handles each line is a product of its own, even where two have the same title. */
function madeHandle(row: ImportRow, locale: string, made: Set<string>): string | undefined {
  const slug = slugify(row.fields.title ?? row.fields.sku ?? "", locale);
  if (slug === "") return undefined;
  const handle = freeSlug(slug, made);
  made.add(handle);
  return handle;
}

function toProduct({ handle, rows }: Group, format: Format, issues: ImportIssue[]): ImportProduct {
  const roles = rolesOf(rows, format);
  const variants = roles.variants.map((row) => toVariant(row, format));
  const bySku = new Map(variants.map((variant, i) => [variant.sku ?? "", i]));
  for (const extra of roles.extras) {
    const at = bySku.get(extra.fields.sku ?? "") ?? (variants.length === 1 ? 0 : undefined);
    const variant = at === undefined ? undefined : variants[at];
    if (extra.prices.length > 0 && (at === undefined || variant === undefined)) {
      issues.push(issue(extra.row, extra.prices[0]?.column ?? null, "unknown_sku", extra.fields.sku ?? null));
    } else if (at !== undefined && variant !== undefined) {
      variants[at] = { ...variant, prices: [...variant.prices, ...pricesOf(extra)] };
    }
  }
  const names = [...new Set(roles.variants.flatMap((row) => row.options.map((option) => option.name)))];
  const options = withChosenValues(
    names.map((name) => ({ name, values: [] })),
    variants,
  );
  const first = rows[0] as ImportRow;
  if (names.length > 3) issues.push(issue(first.row, null, "too_many_options", names.join(", ")));
  const fault = variantFault(options, variants);
  if (fault !== null)
    issues.push(
      faultIssue(
        fault,
        options.map((option) => option.name),
        variants,
      ),
    );
  return {
    row: first.row,
    handle,
    texts: textsOf(rows),
    translations: translationsOf(rows),
    status: last(rows, (row) => row.status),
    taxClass: last(rows, (row) => row.fields.taxClass),
    brand: last(rows, (row) => row.fields.brand),
    productType: last(rows, (row) => row.fields.productType),
    tags: [...new Set(rows.flatMap((row) => row.tags))],
    categories: distinctPaths(rows),
    customFields: Object.assign({}, ...rows.map((row) => row.customFields)),
    options,
    variants,
    pictures: distinctPictures(roles.described),
  };
}

/** Which lines are variants, which describe the product, and which only add prices to a variant. */
function rolesOf(rows: readonly ImportRow[], format: Format) {
  if (format.lines !== "described") return { variants: [...rows], described: [...rows], extras: [] };
  const chosen = rows.filter((row) => row.options.length > 0);
  const titled = rows.filter((row) => row.options.length === 0 && row.fields.title !== undefined);
  const bare = rows.filter((row) => row.options.length === 0 && row.fields.title === undefined);
  if (chosen.length > 0) return { variants: chosen, described: [...titled, ...bare], extras: bare };
  // A product without options is its own variant: its first line, or one that only the SKU tells from a price line.
  const [own, ...others] = titled.length > 0 ? [...titled, ...bare] : bare;
  return { variants: own === undefined ? [] : [own], described: rows, extras: others };
}

function toVariant(row: ImportRow, format: Format): ImportVariant {
  const said = [row.fields.sku, row.fields.barcode, row.fields.variantTitle, ...row.options, ...row.prices];
  const measured = Object.keys(row.numbers).length + Object.keys(row.flags).length > 0;
  return {
    row: row.row,
    implied: !measured && said.every((one) => one === undefined),
    sku: row.fields.sku,
    title: row.fields.variantTitle,
    optionValues: Object.fromEntries(row.options.map((option) => [option.name, option.value])),
    barcode: row.fields.barcode,
    numbers: row.numbers,
    flags: row.flags,
    prices: pricesOf(row),
    // Where each line repeats its product, the pictures are the product's.
    pictures: format.lines === "described" && row.options.length > 0 ? picturesOf(row) : [],
  };
}

const pricesOf = (row: ImportRow) => row.prices.map((price) => ({ row: row.row, ...price }));

function picturesOf(row: ImportRow): ImportPicture[] {
  return row.pictures.map((url) => ({ row: row.row, url, alt: row.fields.pictureAlt ?? null }));
}

function distinctPictures(rows: readonly ImportRow[]): ImportPicture[] {
  const byUrl = new Map<string, ImportPicture>();
  for (const picture of rows.flatMap(picturesOf)) if (!byUrl.has(picture.url)) byUrl.set(picture.url, picture);
  return [...byUrl.values()];
}

/** The last line that says something counts. */
function last<T>(rows: readonly ImportRow[], get: (row: ImportRow) => T | undefined): T | undefined {
  return rows.map(get).findLast((value) => value !== undefined);
}

function textsOf(rows: readonly ImportRow[]): ImportTexts {
  const texts = {
    title: last(rows, (row) => row.fields.title),
    description: last(rows, (row) => row.fields.description),
    seoTitle: last(rows, (row) => row.fields.seoTitle),
    seoDescription: last(rows, (row) => row.fields.seoDescription),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}

function translationsOf(rows: readonly ImportRow[]): Record<string, ImportTexts> {
  const found: Record<string, Record<string, string>> = {};
  for (const { locale, field, text } of rows.flatMap((row) => row.texts)) {
    found[locale] = { ...found[locale], [field]: text };
  }
  return found;
}

function distinctPaths(rows: readonly ImportRow[]): string[][] {
  const paths = new Map(rows.flatMap((row) => row.categories).map((path) => [path.join("\u001f"), [...path]]));
  return [...paths.values()];
}

function faultIssue(
  fault: NonNullable<ReturnType<typeof variantFault>>,
  names: readonly string[],
  variants: readonly ImportVariant[],
): ImportIssue {
  if (fault.kind === "combination_taken") {
    const combination = (variant: ImportVariant) => names.map((name) => chosenValue(variant, name) ?? "").join(" / ");
    const second = variants.findLast((variant) => combination(variant) === fault.combination);
    return issue(second?.row ?? null, null, "duplicate_variant", fault.combination);
  }
  const wrong = variants.find((variant) => chosenValue(variant, fault.option) === undefined);
  return issue(wrong?.row ?? null, null, "option_without_value", fault.option);
}

/** Lines of a file of translations. */
export function toTranslations(rows: readonly ImportRow[]): {
  translations: ImportTranslation[];
  issues: ImportIssue[];
} {
  const issues: ImportIssue[] = [];
  const translations = rows.flatMap((row) => {
    const { handle, locale, slug } = row.fields;
    if (handle !== undefined && locale !== undefined) {
      const texts = { ...textsOf([row]), ...(slug === undefined ? {} : { slug }) };
      return [{ row: row.row, handle, locale, texts }];
    }
    issues.push(issue(row.row, null, handle === undefined ? "no_handle" : "no_locale"));
    return [];
  });
  return { translations, issues };
}
