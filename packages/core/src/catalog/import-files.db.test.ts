import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { getImport, startImport } from "./index.ts";
import { importCatalog } from "./jobs.ts";
import { StartImport } from "./import-schemas.ts";

const folder = process.env["CONFORMANCE_DATA"] === undefined ? "" : join(process.env["CONFORMANCE_DATA"], "catalogs");
const there = folder !== "" && existsSync(folder);
let shop: TestShop;

beforeEach(async () => {
  shop = await openTestShop({ defaultLocale: "en", defaultCurrency: "USD" });
});
afterEach(() => shop.close());

const counts = async (text: string): Promise<Record<string, number>> =>
  (await shop.database.owner.query(text.replaceAll("{schema}", `"${shop.tenant.schema}"`))).rows[0];
const total = (table: string) => counts(`select count(*)::int as n from {schema}.${table}`).then((row) => row["n"]);

async function importFile(fileName: string) {
  shop.clock.advance(60);
  const content = readFileSync(join(folder, fileName), "utf8");
  const { id } = await startImport(shop.staff(), StartImport.parse({ fileName, content }));
  const job = { jobId: id, attempt: 1, progress: () => Promise.resolve() };
  const result = await importCatalog.run(shop.service(), {}, job);
  await shop.database.owner.query(`update "${shop.tenant.schema}".jobs set state = 'done', result = $2 where id = $1`, [
    id,
    result,
  ]);
  return getImport(shop.staff(), { id });
}

async function regionMarket(): Promise<void> {
  const market = {
    name: "Test Region",
    handle: "test-region",
    countries: ["US"],
    currency: "USD",
    locales: ["en"],
    defaultLocale: "en",
  };
  await createMarket(shop.staff(), CreateMarket.parse({ ...market, taxDisplay: "exclusive" }));
}

process.stdout.write(there ? "" : "CONFORMANCE_DATA is not set: the import of real files did not run.\n");

describe.runIf(there)("real files", () => {
  test("Spree's products and their translations, twice", async () => {
    for (let i = 0; i < 2; i++) {
      expect(await importFile("spree-products.csv")).toMatchObject({
        result: { products: 37, created: i === 0 ? 37 : 0, variants: 87, errorCount: 0 },
      });
      expect(await importFile("spree-product-translations.csv")).toMatchObject({
        result: { translations: 74, errorCount: 0 },
      });
    }
    expect(await total("products")).toBe(37);
    expect(await total("variants")).toBe(87);
    expect(
      await counts(
        "select count(*) filter (where locale = 'de')::int as de, count(*) filter (where locale = 'fr')::int as fr from {schema}.product_translations",
      ),
    ).toEqual({ de: 37, fr: 37 });
    expect(
      await counts(
        "select count(*) filter (where currency = 'USD')::int as usd, count(*) filter (where amount = 0)::int as free from {schema}.prices",
      ),
    ).toEqual({ usd: 87, free: 0 });
    expect(await counts("select sum(on_hand)::int as on_hand from {schema}.stock_levels")).toEqual({
      on_hand: 87 * 5000,
    });
    expect(
      await counts(
        "select count(*)::int as n from {schema}.variants where weight_grams is not null and length_mm is not null",
      ),
    ).toEqual({ n: 87 });
    expect(
      await counts("select count(*)::int as n from {schema}.products where custom_fields ? 'custom.warranty'"),
    ).toMatchObject({ n: expect.any(Number) });
    expect(
      await counts("select count(*)::int as n from {schema}.categories where path = 'kitchen/coffee-machines'"),
    ).toEqual({ n: 1 });
    expect(await counts("select count(*)::int as n from {schema}.product_translations where stale <> '[]'")).toEqual({
      n: 0,
    });
  });

  test("Saleor's sample data", async () => {
    expect(await importFile("saleor-populatedb.json")).toMatchObject({
      result: { products: 32, variants: 73, prices: 146, pictures: 48, errorCount: 0 },
    });
    expect(await total("variants")).toBe(73);
    expect(await total("categories")).toBe(16);
    expect(await counts("select count(distinct currency)::int as n from {schema}.prices")).toEqual({ n: 2 });
  });

  test("DummyJSON's products", async () => {
    expect(await importFile("dummyjson-products.json")).toMatchObject({
      result: { products: 194, created: 194, variants: 194, errorCount: 0 },
    });
    expect(await counts("select count(*)::int as n from {schema}.prices where compare_at > amount")).toMatchObject({
      n: expect.any(Number),
    });
    expect(await importFile("dummyjson-products.json")).toMatchObject({ result: { created: 0, changed: 0 } });
  });

  test.each(["medusa-exported-products-comma.csv", "medusa-exported-products-semicolon.csv"])("%s", async (name) => {
    expect(await importFile(name)).toMatchObject({
      result: { products: 2, created: 2, variants: 3, prices: 9, errorCount: 0 },
    });
    expect(await counts("select sum(amount)::int as n from {schema}.prices where currency = 'EUR'")).toEqual({
      n: 15_500,
    });
  });

  test.each(["medusa-product-with-categories.csv", "medusa-v1-template.csv", "medusa-prices-with-region.csv"])(
    "%s",
    async (name) => {
      await regionMarket();
      const done = await importFile(name);
      expect(done).toMatchObject({ state: "running", result: { errorCount: 0 } });
      expect(done.result?.created).toBe(await total("products"));
      expect(done.result?.variants).toBe(await total("variants"));
    },
  );

  test.each([
    ["medusa-invalid-column.csv", { row: 1, column: "Product field", code: "unknown_column" }],
    ["medusa-invalid-prices.csv", { row: 2, column: "Variant Price nonexistent [EUR]", code: "unknown_market" }],
  ])("%s is refused", async (name, error) => {
    await regionMarket();
    const refused = await importFile(name);
    expect(refused).toMatchObject({ state: "refused", result: { created: 0 } });
    expect(refused.result?.errors).toContainEqual(expect.objectContaining(error));
    expect(await total("products")).toBe(0);
  });
});
