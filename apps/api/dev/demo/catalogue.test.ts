import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { picturesFor } from "./fill-catalogue.ts";
import { demoShops } from "./shops.ts";

const pictures = readdirSync(join(import.meta.dirname, "pictures")).filter((name) => name.endsWith(".webp"));

/** Rows of a file by column name; quoted cells may hold commas and line breaks. */
function rowsOf(file: string): Record<string, string>[] {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  const lines: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\n") lines.push([]);
  }
  const [head = [], ...rows] = lines.filter((line) => line.length > 0);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

const files = demoShops.map((shop) => ({ shop, rows: rowsOf(shop.catalogue) }));

test("both shops sell the same things, each with a picture, and every picture is used", () => {
  const [eu, us] = files.map(({ rows }) => rows.map((row) => row["sku"] ?? ""));
  expect(eu).toHaveLength(46);
  expect(us).toEqual(eu);
  const byProduct = Map.groupBy(files[0]?.rows ?? [], (row) => row["handle"]);
  expect(byProduct.size).toBe(24);
  const used = [...byProduct.values()].flatMap((rows) => {
    const found = picturesFor({
      variants: rows.map((row, i) => ({ id: `var_${i}` as const, sku: row["sku"] ?? null })),
    });
    expect([rows[0]?.["handle"], found.length > 0]).toEqual([rows[0]?.["handle"], true]);
    return found.map(({ file }) => file);
  });
  expect(used.toSorted()).toEqual(pictures.toSorted());
});

test("pictures are small", () => {
  for (const name of pictures)
    expect(statSync(join(import.meta.dirname, "pictures", name)).size).toBeLessThanOrEqual(15_000);
});

test("every German word of options and categories has its English one, or is the same", () => {
  const { shop, rows } = files[0] ?? { shop: undefined, rows: [] };
  const same = /^(?:Sand|S\/M|L\/XL|1 l|\d+–\d+)$/;
  const words = new Set(
    rows.flatMap((row) => [row["category"], row["option1_name"], row["option1_value"]]).filter((word) => word),
  );
  expect([...words].filter((word) => !same.test(word ?? "") && !shop?.english[word ?? ""])).toEqual([]);
  expect(Object.keys(shop?.english ?? {}).filter((word) => !words.has(word))).toEqual([]);
});
