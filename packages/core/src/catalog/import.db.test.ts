import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { fetchPictures } from "../media/index.ts";
import { listPrices } from "../pricing/index.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { getImport, getProduct, importReport, listImports, listProducts, startImport, updateProduct } from "./index.ts";
import { importCatalog } from "./jobs.ts";
import { ListProducts, type Product, UpdateProduct } from "./schemas.ts";
import { StartImport } from "./import-schemas.ts";

let shop: TestShop;
const fresh = () => {
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(() => shop.close());
};

const sql = async (text: string, values: unknown[] = []) =>
  (await shop.database.owner.query(text.replaceAll("{schema}", `"${shop.tenant.schema}"`), values)).rows;

/** What the worker does with a job, without its leases. */
async function work(jobId: string, progress: (phase: string) => void = () => undefined): Promise<void> {
  const [job] = await sql("select kind, payload from {schema}.jobs where id = $1", [jobId]);
  const def = job.kind === importCatalog.kind ? importCatalog : fetchPictures;
  const result = await def.run(shop.service(), def.payload.parse(job.payload), {
    jobId,
    attempt: 1,
    progress: (figures) => {
      progress(String(figures["phase"]));
      return Promise.resolve();
    },
  });
  await sql("update {schema}.jobs set state = 'done', result = $2, finished_at = now() where id = $1", [jobId, result]);
}

async function importText(content: string, options: Partial<StartImport> = {}) {
  shop.clock.advance(60);
  const { id } = await startImport(
    shop.staff("editor"),
    StartImport.parse({ fileName: "shop.csv", content, ...options }),
  );
  await work(id);
  return getImport(shop.staff("viewer"), { id });
}

async function products(): Promise<Product[]> {
  const { items } = await listProducts(shop.staff("viewer"), ListProducts.parse({ sort: "title" }));
  return Promise.all(items.map((item) => getProduct(shop.staff("viewer"), { id: item.id })));
}
const amounts = async (variantIds: Id<"var">[]) =>
  (await listPrices(shop.staff("viewer"), { variantIds })).items.map((price) => [
    price.marketId,
    price.amount.amount,
    price.amount.currency,
    price.compareAt?.amount ?? null,
  ]);

const lamps = `handle,title,title:de,description,status,tags,category,option1_name,option1_value,sku,price.EUR,compare_at_price.EUR,stock,weight,picture
lamp,Lamp,Lampe,"A lamp, with <b>light</b>",active,"light, home",Home > Lamps,,,,,,,,https://pictures.invalid/lamp.jpg
lamp,,,,,,,Colour,Red,LAMP-R,19.90,24.90,7,350,
lamp,,,,,,,Colour,Blue,LAMP-B,21,,0,350,
bulb,Bulb,,,draft,,Home,,,BULB,1.5,,100,,
`;

describe("our own file", () => {
  fresh();

  test("becomes products with variants, prices, stock, categories and translations", async () => {
    const done = await importText(lamps);
    expect(done).toMatchObject({
      format: "meridian",
      state: "running",
      progress: { phase: "pictures", total: 1 },
      result: {
        products: 2,
        created: 2,
        variants: 3,
        prices: 3,
        translations: 1,
        pictures: 1,
        errorCount: 0,
        warningCount: 0,
      },
    });
    const [bulb, lamp] = await products();
    expect(lamp).toMatchObject({
      status: "active",
      tags: ["light", "home"],
      options: [{ name: "Colour", values: ["Red", "Blue"] }],
      translations: {
        en: { title: "Lamp", description: "A lamp, with light", slug: "lamp" },
        de: { title: "Lampe", slug: "lampe" },
      },
      categories: [{ path: "home/lamps", title: "Lamps" }],
      variants: [
        { sku: "LAMP-R", optionValues: { Colour: "Red" }, onHand: 7, available: 7, weightGrams: 350 },
        { sku: "LAMP-B", optionValues: { Colour: "Blue" }, onHand: 0 },
      ],
    });
    expect(bulb).toMatchObject({ status: "draft", options: [], variants: [{ sku: "BULB", onHand: 100 }] });
    expect(await amounts((lamp as Product).variants.map((variant) => variant.id))).toEqual(
      expect.arrayContaining([
        [null, 1990, "EUR", 2490],
        [null, 2100, "EUR", null],
      ]),
    );
    expect(await sql("select content from {schema}.imports")).toEqual([{ content: null }]);
  });

  test("pictures that cannot be reached are warnings, told by row", async () => {
    const { id } = await importText(lamps);
    const [row] = await sql("select pictures_job_id from {schema}.imports");
    await work(String(row.pictures_job_id));
    const done = await getImport(shop.staff(), { id });
    const warning = { row: 2, column: null, code: "picture_unreachable", value: "https://pictures.invalid/lamp.jpg" };
    expect(done).toMatchObject({ state: "done", result: { pictures: 0, warningCount: 1, warnings: [warning] } });
    const report = await importReport(shop.staff(), { id });
    expect(report.csv).toBe(
      `kind,row,column,code,value\r\nwarning,2,,picture_unreachable,https://pictures.invalid/lamp.jpg\r\n`,
    );
    expect((await listImports(shop.staff(), {})).items).toHaveLength(1);
  });

  test("imported again it changes nothing; with changes only those", async () => {
    await importText(lamps);
    const before = await products();
    const events = await sql("select id from {schema}.outbox_events");
    expect(await importText(lamps)).toMatchObject({ result: { products: 2, created: 0, changed: 0 } });
    expect(await products()).toEqual(before);
    expect(await sql("select id from {schema}.outbox_events")).toEqual(events);
    const again = await importText(lamps.replace("lamp,Lamp,", "lamp,New lamp,"));
    expect(again).toMatchObject({ result: { created: 0, changed: 1 } });
    const lamp = (await products()).find((product) => product.translations["en"]?.title === "New lamp");
    expect(lamp?.translations["de"]?.stale).toEqual([]);
    await importText("handle,title\nlamp,Newest lamp\n");
    const newest = (await products()).find((product) => product.id === lamp?.id);
    expect(newest?.translations["de"]).toMatchObject({ title: "Lampe", stale: ["title"] });
  });

  test("a product whose address has changed is still found by its old one", async () => {
    await importText(lamps);
    const [, lamp] = await products();
    await updateProduct(
      shop.staff(),
      UpdateProduct.parse({ id: lamp?.id, version: lamp?.version, slug: "bright-lamp" }),
    );
    expect(await importText(lamps)).toMatchObject({ result: { created: 0 } });
    expect((await products()).map((product) => product.translations["en"]?.slug)).toEqual(["bulb", "bright-lamp"]);
  });

  test("a dry run only says what would be", async () => {
    expect(await importText(lamps, { dryRun: true })).toMatchObject({
      state: "done",
      result: { products: 2, variants: 3, created: 0 },
    });
    expect(await products()).toEqual([]);
  });

  test("columns can be left out, and new products be kept as drafts", async () => {
    const content = lamps.replace("weight", "wait");
    expect(await importText(content, { ignoreColumns: ["Wait"], keepAsDraft: true })).toMatchObject({
      result: { created: 2, errorCount: 0 },
    });
    expect((await products()).map((product) => product.status)).toEqual(["draft", "draft"]);
  });

  test("a SKU of another product is refused", async () => {
    await importText(lamps);
    const refused = await importText("handle,title,sku\nother,Other,BULB\n");
    expect(refused.result?.errors).toMatchObject([{ row: 2, code: "sku_taken", value: "BULB" }]);
  });

  test("prices of a market are of that market alone", async () => {
    const market = await createMarket(
      shop.staff(),
      CreateMarket.parse({
        name: "Test Region",
        handle: "test",
        countries: ["US"],
        currency: "USD",
        locales: ["en"],
        defaultLocale: "en",
        taxDisplay: "exclusive",
      }),
    );
    await importText("handle,title,sku,price.USD,price.USD@Test Region\nmug,Mug,MUG,5,6.50\n");
    const [mug] = await products();
    expect(await amounts([mug?.variants[0]?.id as Id<"var">])).toEqual(
      expect.arrayContaining([
        [null, 500, "USD", null],
        [market.id, 650, "USD", null],
      ]),
    );
  });

  test("started again after a crash between batches, it ends as if nothing had happened", async () => {
    const lines = Array.from({ length: 120 }, (_, i) => `p-${i},Product ${i},SKU-${i},${i}.50,EUR,${i}`);
    const content = `handle,title,sku,price,currency,stock\n${lines.join("\n")}\n`;
    const { id } = await startImport(shop.staff(), StartImport.parse({ fileName: "many.csv", content }));
    let batches = 0;
    const crashed = work(id, (phase) => {
      if (phase === "products" && ++batches === 3) throw new Error("killed");
    });
    await expect(crashed).rejects.toThrow("killed");
    expect(await sql("select count(*)::int as n from {schema}.products")).toEqual([{ n: 100 }]);
    await sql("update {schema}.stock_levels set on_hand = on_hand - 1, updated_at = now() where on_hand = 99");
    await sql(
      "insert into {schema}.stock_movements select 'x', 'adjust', variant_id, location_id, -1, 0, null, now() from {schema}.stock_levels where on_hand = 98 limit 1",
    );
    await work(id);
    const done = await getImport(shop.staff(), { id });
    expect(done).toMatchObject({ state: "done", result: { products: 120, created: 120, changed: 0, variants: 120 } });
    expect(await sql("select count(*)::int as n from {schema}.variants")).toEqual([{ n: 120 }]);
    // What was sold meanwhile stays sold.
    expect(await sql("select max(on_hand)::int as max from {schema}.stock_levels where on_hand < 100")).toEqual([
      { max: 98 },
    ]);
  });
});

describe("a file", () => {
  beforeAll(async () => {
    shop = await openTestShop();
  });
  afterAll(() => shop.close());

  test.each([
    [
      "a price that is none",
      lamps.replace("19.90", "cheap"),
      { row: 3, column: "price.EUR", code: "not_an_amount", value: "cheap" },
    ],
    [
      "a negative price",
      lamps.replace("19.90", "-1"),
      { row: 3, column: "price.EUR", code: "out_of_range", value: "-1" },
    ],
    [
      "a fraction of a cent",
      lamps.replace("19.90", "19.905"),
      { row: 3, column: "price.EUR", code: "too_many_digits", value: "19.905" },
    ],
    [
      "an unknown column",
      lamps.replace("weight", "wait"),
      { row: 1, column: "wait", code: "unknown_column", value: null },
    ],
    [
      "an unknown currency",
      lamps.replace("price.EUR", "price.XYZ"),
      { row: 3, column: "price.XYZ", code: "unknown_currency" },
    ],
    [
      "an unknown market",
      lamps.replace("price.EUR", "price.EUR@Mars"),
      { row: 3, column: "price.EUR@Mars", code: "unknown_market", value: "mars" },
    ],
    ["a SKU twice", lamps.replace("LAMP-B", "LAMP-R"), { row: 4, code: "duplicate_sku", value: "LAMP-R" }],
    ["a choice twice", lamps.replace("Blue", "Red"), { row: 4, code: "duplicate_variant", value: "Red" }],
    ["no title", lamps.replace("bulb,Bulb", "bulb,"), { row: 5, code: "no_title" }],
    [
      "an unknown status",
      lamps.replace("draft", "maybe"),
      { row: 5, column: "status", code: "unknown_status", value: "maybe" },
    ],
    [
      "an option without a value",
      lamps.replace("Colour,Blue", "Colour,"),
      { row: 4, column: "option1_name", code: "option_without_value" },
    ],
  ])("with %s is refused, row and column named, and nothing is changed", async (_, content, error) => {
    const refused = await importText(content);
    expect(refused.state).toBe("refused");
    expect(refused.result?.errors).toContainEqual(expect.objectContaining(error));
    expect(
      await sql(
        "select (select count(*)::int from {schema}.products) + (select count(*)::int from {schema}.categories) as n",
      ),
    ).toEqual([{ n: 0 }]);
  });

  test.each([
    ["a picture", "\u0000PNG", "catalog.import_not_text"],
    ["an unknown table", "a,b\n1,2\n", "catalog.import_unknown_format"],
    ["a line with too many cells", lamps.replace("bulb,Bulb", "bulb,Bulb,x"), "catalog.import_malformed"],
    ["an open quote", 'handle,title\nlamp,"Lamp\n', "catalog.import_malformed"],
    ["broken JSON", "[{", "catalog.import_malformed"],
  ])("%s is refused at once", async (_, content, code) => {
    const start = startImport(shop.staff(), StartImport.parse({ fileName: "x", content }));
    await expect(start).rejects.toMatchObject({ code });
  });
});

describe("files of others", () => {
  fresh();

  test("translations join by address; one without its product refuses the file", async () => {
    await importText(lamps);
    const file = `slug,locale,name,description,meta_title,meta_description\nbulb,de,Glühbirne,"Hell; sehr hell",,Kurz\nbulb,ja,電球,,,\n`;
    expect(await importText(file)).toMatchObject({
      format: "translations",
      result: { translations: 2, changed: 1, errorCount: 0 },
    });
    const [bulb] = await products();
    expect(bulb?.translations).toMatchObject({
      de: { title: "Glühbirne", slug: "gluehbirne", description: "Hell; sehr hell", seoDescription: "Kurz" },
      ja: { title: "電球", slug: "電球" },
    });
    const refused = await importText(`${file}nothing,de,Nichts,,,\n`);
    expect(refused.result?.errors).toEqual([{ row: 4, column: null, code: "unknown_product", value: "nothing" }]);
  });

  test("viewers may look but not import", async () => {
    const start = startImport(shop.staff("viewer"), StartImport.parse({ fileName: "x.csv", content: lamps }));
    await expect(start).rejects.toMatchObject({ kind: "forbidden" });
  });
});
