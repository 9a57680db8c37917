import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import { newId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  addVariant,
  archiveProduct,
  createCategory,
  createProduct,
  getProduct,
  listCategories,
  listProducts,
  publishProduct,
  setTranslation,
  unpublishProduct,
  updateCategory,
  updateProduct,
  updateVariant,
} from "./index.ts";
import { CreateCategory, UpdateCategory } from "./category-schemas.ts";
import { CreateProduct, ListProducts, type Product, SetTranslation, UpdateProduct } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ defaultLocale: "de" });
});
afterAll(() => shop.close());

const create = (input: object) => createProduct(shop.staff("editor"), CreateProduct.parse(input));
const update = (product: Product, changes: object) =>
  updateProduct(shop.staff("editor"), UpdateProduct.parse({ id: product.id, version: product.version, ...changes }));
const translate = (product: Product, locale: string, texts: object) =>
  setTranslation(
    shop.staff("editor"),
    SetTranslation.parse({ id: product.id, version: product.version, locale, ...texts }),
  );
const shirt = {
  title: "Hemd",
  description: "Aus Leinen",
  tags: ["leinen"],
  options: [
    { name: "Größe", values: ["S", "M"] },
    { name: "Farbe", values: ["Weiß"] },
  ],
  variants: [
    { sku: "HEMD-S", optionValues: { Größe: "S", Farbe: "Weiß" } },
    { sku: "HEMD-M", optionValues: { Größe: "M", Farbe: "Weiß" }, trackInventory: false },
  ],
};

describe("a product", () => {
  test("is a draft with an address, stock rows and an event", async () => {
    const product = await create(shirt);
    expect(product).toMatchObject({
      version: 1,
      status: "draft",
      taxClass: "standard",
      sourceLocale: "de",
      translations: { de: { title: "Hemd", slug: "hemd", stale: [] } },
      variants: [{ trackInventory: true, onHand: 0 }, { trackInventory: false }],
    });
    expect(await getProduct(shop.staff("viewer"), { id: product.id })).toEqual(product);
    const events = await shop.database.owner.query(
      `select type, seq from "${shop.tenant.schema}".outbox_events where aggregate_id = $1`,
      [product.id],
    );
    expect(events.rows).toEqual([{ type: "product.created", seq: 1 }]);
  });

  test("gets the next free address when the title's is taken; a chosen one is refused", async () => {
    const [first, second] = [await create({ title: "Tasse" }), await create({ title: "Tasse" })];
    expect([first, second].map((product) => product.translations["de"]?.slug)).toEqual(["tasse", "tasse-2"]);
    await expect(create({ title: "Becher", slug: "tasse" })).rejects.toMatchObject({
      code: "catalog.slug_taken",
      details: { slug: "tasse" },
    });
  });

  test("is changed by the version that was seen, and tells the current one otherwise", async () => {
    const product = await create({ title: "Uhr" });
    const changed = await update(product, {
      title: "Wanduhr",
      brand: "Zeit",
      customFields: { Werk: { type: "text", value: "Quarz" } },
    });
    expect(changed).toMatchObject({
      version: 2,
      brand: "Zeit",
      translations: { de: { title: "Wanduhr", slug: "uhr" } },
    });
    await expect(update(product, { title: "Uhr" })).rejects.toMatchObject({
      code: "catalog.stale",
      details: { current: { version: 2 } },
    });
    expect((await update(changed, { title: "Wanduhr" })).version).toBe(2);
    await expect(update({ ...changed, id: newId("prd") }, { title: "x" })).rejects.toMatchObject({ kind: "not_found" });
  });

  test("one of two who change it at once is told", async () => {
    const product = await create({ title: "Vase" });
    const results = await Promise.allSettled([update(product, { brand: "A" }), update(product, { brand: "B" })]);
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("keeps translations, which grow stale field by field", async () => {
    const product = await create({ title: "Stuhl", description: "Aus Holz" });
    const translated = await translate(product, "en", { title: "Chair", description: "Made of wood" });
    expect(translated.translations["en"]).toMatchObject({ slug: "chair", stale: [] });
    const changed = await update(translated, { description: "Aus Eiche" });
    expect(changed.translations["en"]?.stale).toEqual(["description"]);
    const again = await translate(changed, "en", { description: "Made of oak", slug: "oak-chair" });
    expect(again.translations["en"]).toMatchObject({ slug: "oak-chair", stale: [] });
    await expect(translate(again, "de", { title: null })).rejects.toMatchObject({ code: "catalog.title_missing" });
  });

  test("takes new variants and values, and refuses what does not fit", async () => {
    const product = await create({
      ...shirt,
      title: "Bluse",
      variants: [{ optionValues: { Größe: "S", Farbe: "Weiß" } }],
    });
    const added = await addVariant(shop.staff(), {
      productId: product.id,
      version: product.version,
      variant: { sku: "BLUSE-L", optionValues: { Größe: "L", Farbe: "Weiß" }, allowBackorder: true },
    });
    expect(added.options[0]?.values).toEqual(["S", "M", "L"]);
    const id = added.variants[1]?.id as Id<"var">;
    expect(added.variants[1]).toMatchObject({ sku: "BLUSE-L", position: 1, allowBackorder: true });
    const off = await updateVariant(shop.staff(), {
      productId: product.id,
      id,
      version: added.version,
      active: false,
      weightGrams: 200,
    });
    expect(off.variants[1]).toMatchObject({ active: false, weightGrams: 200, sku: "BLUSE-L" });
    const taken = updateVariant(shop.staff(), { productId: product.id, id, version: off.version, sku: "HEMD-S" });
    await expect(taken).rejects.toMatchObject({ code: "catalog.sku_taken" });
    await expect(update(off, { options: [{ name: "Größe", values: ["S"] }] })).rejects.toMatchObject({
      code: "catalog.variants_do_not_fit",
    });
    const twice = addVariant(shop.staff(), {
      productId: product.id,
      version: off.version,
      variant: { optionValues: { Größe: "S", Farbe: "Weiß" } },
    });
    await expect(twice).rejects.toMatchObject({ code: "catalog.variants_do_not_fit" });
  });

  test("is published, taken back and archived in bulk, all or none", async () => {
    const [a, b] = [await create({ title: "Eins" }), await create({ title: "Zwei" })];
    await expect(publishProduct(shop.staff(), { ids: [a.id, newId("prd")] })).rejects.toMatchObject({
      kind: "not_found",
    });
    expect((await publishProduct(shop.staff(), { ids: [a.id, b.id, a.id] })).changed).toHaveLength(2);
    expect((await publishProduct(shop.staff(), { ids: [a.id] })).changed).toEqual([]);
    const published = await getProduct(shop.staff(), { id: a.id });
    expect(published).toMatchObject({ status: "active", version: 2 });
    expect((await unpublishProduct(shop.staff(), { ids: [a.id] })).changed).toEqual([a.id]);
    expect((await archiveProduct(shop.staff(), { ids: [a.id] })).changed).toEqual([a.id]);
    const archived = await getProduct(shop.staff(), { id: a.id });
    expect(archived).toMatchObject({ status: "archived", publishedAt: published.publishedAt });
    await expect(publishProduct(shop.staff("viewer"), { ids: [b.id] })).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("lists", () => {
  const list = (input: object) => listProducts(shop.staff("viewer"), ListProducts.parse(input));

  test("page without gaps or repeats, by title and by change", async () => {
    for (const title of ["Äpfel", "Zange", "apfel", "Birne"]) await create({ title, tags: ["liste"] });
    for (const sort of ["title", "updated"]) {
      const all = await list({ q: "liste", sort, first: 100 });
      const titles: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ q: "liste", sort, first: 2, after });
        titles.push(...page.items.map((item) => item.title));
        after = page.next;
      } while (after !== null);
      expect(titles).toEqual(all.items.map((item) => item.title));
      if (sort === "title") expect(titles).toEqual(["apfel", "Äpfel", "Birne", "Zange"]);
    }
    await expect(list({ after: "nonsense" })).rejects.toMatchObject({ code: "catalog.bad_cursor" });
  });

  test("find by words in any order, accents, case and SKU aside, and take wildcards for letters", async () => {
    const product = await create({ title: "Kaffee Crème", brand: "Straße", variants: [{ sku: "KC_100%" }] });
    for (const q of ["creme kaffee", "KAFFEE", "strasse", "kc_100%", "“crème”"]) {
      expect(
        (await list({ q })).items.map((item) => item.id),
        q,
      ).toEqual([product.id]);
    }
    expect((await list({ q: "kcx100" })).items).toEqual([]);
    expect((await list({ q: "_____________" })).items).toEqual([]);
  });

  test("show stock, stale locales and status", async () => {
    const product = await create({ title: "Einzelstück", variants: [{ sku: "E-1" }] });
    await update(await translate(product, "en", { title: "Single" }), { title: "Einzelstueck" });
    const [row] = (await list({ q: "einzelstueck", status: "draft" })).items;
    expect(row).toMatchObject({
      variants: 1,
      sku: "E-1",
      available: 0,
      picture: null,
      staleLocales: ["en"],
      titleLocale: "de",
    });
    expect((await list({ q: "einzelstueck", status: "active" })).items).toEqual([]);
  });

  test("of a category; a list takes one statement, stock, pictures and prices one each", async () => {
    const root = await createCategory(shop.staff(), CreateCategory.parse({ titles: { de: "Möbel", en: "Furniture" } }));
    const child = await createCategory(
      shop.staff(),
      CreateCategory.parse({ parentId: root.id, titles: { de: "Tische" } }),
    );
    expect([root.path, child.path]).toEqual(["moebel", "moebel/tische"]);
    await expect(createCategory(shop.staff(), CreateCategory.parse({ titles: { de: "Möbel" } }))).rejects.toMatchObject(
      {
        code: "catalog.category_exists",
      },
    );
    const product = await create({ title: "Tisch", categoryIds: [child.id] });
    expect(product.categories).toEqual([{ id: child.id, path: "moebel/tische", title: "Tische" }]);
    await expect(create({ title: "x", categoryIds: [newId("cat")] })).rejects.toMatchObject({ kind: "not_found" });
    await updateCategory(shop.staff(), UpdateCategory.parse({ id: child.id, titles: { en: "Tables" } }));
    const tree = (await listCategories(shop.staff("viewer"), {})).items;
    expect(tree).toMatchObject([
      { path: "moebel", products: 0 },
      { path: "moebel/tische", titles: { de: "Tische", en: "Tables" }, products: 1 },
    ]);
    shop.database.statements.length = 0;
    expect((await list({ categoryId: child.id })).items).toHaveLength(1);
    expect(shop.database.statements).toHaveLength(4);
  });
});
