import { expect, test } from "vitest";
import { readCatalogFile } from "./read-catalog-file.ts";

const shop = { currency: "EUR", locale: "en", markets: ["Germany"] };
const json = (products: readonly object[]): string => JSON.stringify({ products });

test("counts what a file holds", async () => {
  const products = [1, 2, 3].map((id) => ({
    id,
    title: `Lamp ${id}`,
    description: "A lamp",
    price: 19.99,
    sku: `L-${id}`,
    stock: 4,
    discountPercentage: 0,
  }));
  expect(await readCatalogFile(json(products), shop)).toMatchObject({ products: 3, variants: 3, errors: [] });
});

test("a price for a market that the shop has not makes all of it nothing", async () => {
  const csv = (market: string) =>
    `Product Handle,Product Title,Variant Sku,Variant Price ${market} [EUR]\nlamp,Lamp,L,12\n`;
  expect(await readCatalogFile(csv("germany"), shop)).toMatchObject({ products: 1, errors: [] });
  const refused = await readCatalogFile(csv("Mars"), shop);
  expect(refused).toMatchObject({
    products: 0,
    variants: 0,
    errors: [{ row: 2, code: "unknown_market", value: "mars" }],
  });
});

test.each(["", "hello", "{", "[]", "a,b\n1"])("what is no catalogue holds nothing: %j", async (content) => {
  const read = await readCatalogFile(content, shop);
  expect([read.products, read.variants, read.translations]).toEqual([0, 0, 0]);
});
