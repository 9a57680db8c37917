import { describe, expect, test } from "vitest";
import { guessDelimiter } from "../adapters/csv-parse.ts";
import { readTable } from "../rules/import/read-file.ts";
import type { ImportFile } from "../rules/import/shape.ts";
import { readContent } from "./read-content.ts";

const options = { defaultCurrency: "EUR", defaultLocale: "en", ignoreColumns: [] };

async function read(content: string): Promise<ImportFile> {
  const found = await readContent(content);
  if (found.kind !== "table") throw new Error(found.kind);
  return readTable(found.table, options) as ImportFile;
}
const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("the delimiter", () => {
  test.each([
    ["a,b;c,d", ","],
    ['"a,b,c";d;e', ";"],
    ["a\tb\tc", "\t"],
    ['"quoted\nheader,x";b', ";"],
    ["single", ","],
  ] as const)("of %j is %j", (text, delimiter) => expect(guessDelimiter(text)).toBe(delimiter));
});

describe("kinds of files are told by their columns", () => {
  test("in any order, any case, with a byte order mark and either delimiter", async () => {
    const file = await read(`\uFEFF${lines("SKU;Title;HANDLE;Price;Weight", "A-1;Lamp;lamp;12,50;1,5", ";;;;")}`);
    expect(file).toMatchObject({
      format: "meridian",
      errors: [],
      products: [
        { handle: "lamp", variants: [{ sku: "A-1", prices: [{ amount: 1250 }], numbers: { weightGrams: 2 } }] },
      ],
    });
    expect(file.products).toHaveLength(1);
  });

  test("Spree: the described product is no variant, price lines add to their SKU, bare lines add pictures", async () => {
    const file = await read(
      lines(
        "slug,sku,name,price,currency,status,category1,option1_name,option1_value,image1_src,custom_field.custom.power,tax_category",
        "kettle,KETTLE,Kettle,0,USD,active,Kitchen -> Kettles,,,https://p.test/1.jpg,900W,Default",
        "kettle,KETTLE-RED,,40,USD,,,Colour,Red,https://p.test/red.jpg,,",
        "kettle,KETTLE-RED,,37.50,EUR,,,,,,,",
        "kettle,,,,,,,,,https://p.test/2.jpg,,",
        "plain,PLAIN,Plain,5,USD,paused,,,,,,",
        "plain,PLAIN,,4.5,EUR,,,,,,,",
      ),
    );
    expect(file.errors).toEqual([]);
    expect(file.products).toMatchObject([
      {
        handle: "kettle",
        status: "active",
        taxClass: "standard",
        categories: [["Kitchen", "Kettles"]],
        customFields: { "custom.power": { type: "text", value: "900W" } },
        options: [{ name: "Colour", values: ["Red"] }],
        pictures: [{ url: "https://p.test/1.jpg" }, { url: "https://p.test/2.jpg" }],
        variants: [
          {
            sku: "KETTLE-RED",
            prices: [
              { amount: 4000, currency: "USD" },
              { amount: 3750, currency: "EUR" },
            ],
            pictures: [{ url: "https://p.test/red.jpg" }],
          },
        ],
      },
      { handle: "plain", status: "draft", variants: [{ sku: "PLAIN", prices: [{ amount: 500 }, { amount: 450 }] }] },
    ]);
  });

  test("Spree: a price line of no variant is refused", async () => {
    const file = await read(
      lines(
        "slug,sku,name,price,option1_name,option1_value",
        "a,A,A,0,,",
        "a,A-1,,1,Size,S",
        "a,A-2,,2,Size,M",
        "a,A-9,,3,,",
      ),
    );
    expect(file.errors).toEqual([{ row: 5, column: "price", code: "unknown_sku", value: "A-9" }]);
  });

  test("Medusa: prices by currency and by region in both spellings, ids of its own left out", async () => {
    const file = await read(
      lines(
        "Product Handle,Product Title,Product Status,Product Category 1,Product Tag 1,Variant Title,Variant Sku,Variant Option 1 Name,Variant Option 1 Value,Variant Price EUR,Variant Price Europe [EUR],Variant Price [Asia] JPY,Product Thumbnail,Product Image 1,Odd column",
        "cup,Cup,published,pcat_01J44RRKGS2N86A8V37ZJD877K,kitchen,Small,CUP-S,Size,S,10,9.5,1200,https://p.test/a.png,https://p.test/a.png,x",
        "cup,Cup,published,,,Large,CUP-L,Size,L,12,,,,,",
      ),
    );
    expect(file.errors).toEqual([]);
    expect(file.warnings.map((warning) => [warning.row, warning.column, warning.code])).toEqual([
      [1, "Odd column", "column_left_out"],
      [2, "Product Category 1", "foreign_id"],
    ]);
    expect(file.products).toMatchObject([
      { status: "active", tags: ["kitchen"], categories: [], pictures: [{ url: "https://p.test/a.png" }] },
    ]);
    expect(
      file.products[0]?.variants[0]?.prices.map(({ market, currency, amount }) => [market, currency, amount]),
    ).toEqual([
      [null, "EUR", 1000],
      ["europe", "EUR", 950],
      ["asia", "JPY", 1200],
    ]);
  });

  test("Medusa: an unknown column of its own is an error, and can be left out", async () => {
    const content = lines("Product Handle,Product Title,Variant Title,Product Colour", "a,A,One,red");
    expect((await read(content)).errors).toEqual([
      { row: 1, column: "Product Colour", code: "unknown_column", value: null },
    ]);
    const found = await readContent(content);
    const table = found.kind === "table" ? found.table : { headers: [], lines: [], firstRow: 2, decimalComma: false };
    expect(readTable(table, { ...options, ignoreColumns: ["product colour"] })?.errors).toEqual([]);
  });

  test("DummyJSON: one variant each, the discount off the price, equal titles kept apart", async () => {
    const item = {
      title: "Watch",
      price: 9.99,
      discountPercentage: 10.48,
      sku: "W-1",
      stock: 3,
      thumbnail: "t",
      images: ["https://p.test/1.webp"],
      tags: ["time"],
      dimensions: { width: 2.5 },
    };
    const file = await read(JSON.stringify([item, { ...item, sku: "W-2", discountPercentage: 0 }]));
    expect(file).toMatchObject({
      format: "dummyjson",
      errors: [],
      products: [
        {
          handle: "watch",
          tags: ["time"],
          variants: [{ sku: "W-1", numbers: { stock: 3, widthMm: 25 }, prices: [{ amount: 894, compareAt: 999 }] }],
        },
        { handle: "watch-2", variants: [{ sku: "W-2", prices: [{ amount: 999, compareAt: null }] }] },
      ],
    });
    expect(await read(JSON.stringify({ products: [item] }))).toMatchObject({ format: "dummyjson" });
  });

  test("Saleor: tables joined to variants with channels' prices, options and stock", async () => {
    const dump = [
      ["product.category", 1, { name: "Wear", parent: null }],
      ["product.category", 2, { name: "Shirts", parent: 1 }],
      ["product.producttype", 3, { name: "Top" }],
      [
        "product.product",
        4,
        {
          name: "Tee",
          slug: "tee",
          category: 2,
          product_type: 3,
          description: { blocks: [{ data: { text: "So <b>soft</b>" } }] },
        },
      ],
      ["product.productchannellisting", 5, { product: 4, is_published: true }],
      [
        "product.productvariant",
        6,
        { product: 4, sku: null, name: "UHJvZHVjdFZhcmlhbnQ6Ng==", sort_order: 1, track_inventory: false },
      ],
      [
        "product.productvariant",
        7,
        { product: 4, sku: "TEE-S", name: "S", sort_order: 0, track_inventory: true, weight: "250.0:g" },
      ],
      ["attribute.attribute", 8, { name: "Size" }],
      ["attribute.attributevalue", 9, { name: "S", attribute: 8 }],
      ["attribute.attributevalue", 10, { name: "M", attribute: 8 }],
      ["attribute.assignedvariantattribute", 11, { variant: 7 }],
      ["attribute.assignedvariantattributevalue", 12, { assignment: 11, value: 9 }],
      ["attribute.assignedvariantattribute", 13, { variant: 6 }],
      ["attribute.assignedvariantattributevalue", 14, { assignment: 13, value: 10 }],
      [
        "product.productvariantchannellisting",
        15,
        { variant: 7, currency: "USD", price_amount: "10.000", discounted_price_amount: "8.000" },
      ],
      [
        "product.productvariantchannellisting",
        16,
        { variant: 7, currency: "PLN", price_amount: "40.000", discounted_price_amount: "40.000" },
      ],
      ["warehouse.stock", 17, { product_variant: 7, quantity: 3 }],
      ["warehouse.stock", 18, { product_variant: 7, quantity: 4 }],
    ].map(([model, pk, fields]) => ({ model, pk, fields }));
    expect(await read(JSON.stringify(dump))).toMatchObject({
      format: "saleor",
      errors: [],
      products: [
        {
          handle: "tee",
          status: "active",
          texts: { title: "Tee", description: "So soft" },
          categories: [["Wear", "Shirts"]],
          options: [{ name: "Size", values: ["S", "M"] }],
          variants: [
            {
              sku: "TEE-S",
              numbers: { stock: 7, weightGrams: 250 },
              flags: { trackInventory: true },
              prices: [
                { currency: "USD", amount: 800, compareAt: 1000 },
                { currency: "PLN", amount: 4000, compareAt: null },
              ],
            },
            { sku: undefined, title: undefined, flags: { trackInventory: false } },
          ],
        },
      ],
    });
  });

  test("translations, one line per language", async () => {
    const file = await read(
      lines("slug,locale,name,description", "lamp,de,Lampe,", "lamp,de_AT,Lamperl,x", "lamp,de,Lampe,"),
    );
    expect(file.format).toBe("translations");
    expect(file.translations.map(({ locale, texts }) => [locale, texts.title])).toEqual([
      ["de", "Lampe"],
      ["de-AT", "Lamperl"],
      ["de", "Lampe"],
    ]);
    expect(file.errors).toMatchObject([{ row: 4, code: "duplicate_translation" }]);
  });
});

describe("what is no catalogue", () => {
  test.each(["", "a,b\n1,2\n", "[]", "{}", "null", "[1,2]", '{"products":[{"a":1}]}'])(
    "%j is of no known kind",
    async (content) => {
      expect((await readContent(content)).kind).toBe("unknown");
    },
  );

  test("broken files name their line", async () => {
    expect(await readContent('handle,title\nlamp,"Lamp\n')).toEqual({ kind: "malformed", row: 2 });
    expect(await readContent("handle,title\nlamp,Lamp\nx,y,z\n")).toEqual({ kind: "malformed", row: 3 });
    expect(await readContent("[{")).toEqual({ kind: "malformed", row: null });
  });

  test("a hostile cell is read in time (a step that is not linear would run out of it)", async () => {
    const long = [
      "<script ".repeat(60_000),
      "<a".repeat(200_000),
      `${" ".repeat(400_000)}x`,
      '"'.repeat(300_001),
      "&".repeat(400_000),
    ];
    for (const cell of long) {
      const file = await read(`handle,title,description\nlamp,Lamp,"${cell.replaceAll('"', '""')}"\n`);
      expect(file.products).toHaveLength(1);
    }
    expect((await readContent(JSON.stringify(Array.from({ length: 2_000 }, (_, i) => ({ [`k${i}`]: 1 }))))).kind).toBe(
      "unknown",
    );
  });

  test("words that every object knows are words like others", async () => {
    const header = "handle,title,status,track_inventory,option1_name,option1_value,weight_unit,weight,field.__proto__";
    const file = await read(lines(header, "a,A,constructor,toString,constructor,x,valueOf,1,y"));
    expect(file.errors.map((error) => error.code)).toEqual(["unknown_status", "not_yes_or_no", "unknown_unit"]);
    expect(file.products).toMatchObject([{ options: [{ name: "constructor", values: ["x"] }] }]);
  });

  test("a key such as __proto__ pollutes nothing", async () => {
    await readContent(
      '[{"title":"x","price":1,"sku":"1","thumbnail":"t","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}]',
    );
    expect("polluted" in {}).toBe(false);
  });
});
