import { copyJson } from "./copy.ts";
import type { Row, Shelf } from "./shelf.ts";

const hour = 3_600_000;
/** Copies are made of the demo's products that have so many variants. */
const variantsEach = 3;
const atOnce = 500;

const ofProducts = [
  "products",
  "product_slugs",
  "product_translations",
  "variants",
  "product_categories",
  "product_media",
] as const;
const ofVariants = ["prices", "stock_levels", "stock_movements"] as const;

type Tables = ReadonlyMap<string, readonly Row[]>;

/** What a merchant would change by hand: the copies are told apart by their number. */
function numbered(row: Row, n: number): Row {
  const said = (key: string, joint: string) =>
    typeof row[key] === "string" ? { [key]: `${row[key]}${joint}${n}` } : {};
  return { ...row, ...said("title", " "), ...said("slug", "-"), ...said("sku", "-"), ...said("search", " ") };
}

/** A product as it came into the shop: what was ordered of it since is not the copies'. */
async function sampleOf(shelf: Shelf, id: string): Promise<Tables> {
  const found = new Map<string, readonly Row[]>();
  for (const table of ofProducts)
    found.set(table, await shelf.rows(table, `${table === "products" ? "id" : "product_id"} = $1`, [id]));
  for (const table of ofVariants)
    found.set(table, await shelf.rows(table, "variant_id in (select id from variants where product_id = $1)", [id]));
  const imported = (found.get("stock_movements") ?? []).filter(({ kind }) => kind === "import");
  const levels = (found.get("stock_levels") ?? []).map((level) => ({
    ...level,
    on_hand: imported.find(({ variant_id }) => variant_id === level["variant_id"])?.["on_hand"] ?? 0,
    reserved: 0,
  }));
  return found.set("stock_movements", imported).set("stock_levels", levels);
}

/** Fills the shop with `count` products: texts in every language, variants, pictures, prices and stock. */
export async function copyProducts(shelf: Shelf, count: number, now: Date): Promise<void> {
  const ids = await shelf.query<{ id: string }>(
    "select product_id as id from variants group by product_id having count(*) = $1 order by 1",
    [variantsEach],
  );
  const samples: Tables[] = [];
  for (const { id } of ids) samples.push(await sampleOf(shelf, id));
  for (let from = 1; from <= count; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - from + 1) }, (_, i) => from + i);
    for (const table of [...ofProducts, ...ofVariants]) {
      const rows = numbers.flatMap((n) => {
        const sample = samples[n % samples.length]?.get(table) ?? [];
        const changed = new Date(now.getTime() - (count - n + 1) * hour).toISOString();
        return sample.map((row) => {
          const copy = JSON.parse(copyJson(JSON.stringify(row), { n })) as Row;
          const dates = table === "products" ? { created_at: changed, updated_at: changed, published_at: changed } : {};
          // An option's picture or title says nothing of the product: those of variants stay.
          return {
            ...(table === "variants" ? { ...copy, ...numbered({ sku: copy["sku"] }, n) } : numbered(copy, n)),
            ...dates,
          };
        });
      });
      await shelf.add(table, rows);
    }
  }
}
