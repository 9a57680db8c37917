import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjustStock, listMovements } from "../inventory/index.ts";
import { AdjustStock, ListMovements } from "../inventory/schemas.ts";
import { setPrices } from "../pricing/index.ts";
import { SetPrices } from "../pricing/schemas.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  createCategory,
  createProduct,
  getProduct,
  listCategories,
  listProducts,
  listStockItems,
  removeCategory,
  setTranslation,
  translationProgress,
  updateCategory,
  updateProduct,
} from "./index.ts";
import { CreateCategory, UpdateCategory } from "./category-schemas.ts";
import { ListStockItems } from "./stock-schemas.ts";
import { TranslationProgressInput } from "./translation-schemas.ts";
import { CreateProduct, ListProducts, type Product, SetTranslation, UpdateProduct } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ defaultLocale: "de" });
});
afterAll(() => shop.close());

const create = (input: object) => createProduct(shop.staff("editor"), CreateProduct.parse(input));
const category = (titles: Record<string, string>, parentId: string | null = null) =>
  createCategory(shop.staff(), CreateCategory.parse({ titles, parentId }));
const change = (id: string, input: object) => updateCategory(shop.staff(), UpdateCategory.parse({ id, ...input }));
const translate = (product: Product, locale: string, texts: object, by = shop.staff("editor")) =>
  setTranslation(by, SetTranslation.parse({ id: product.id, version: product.version, locale, ...texts }));
const pathsOf = async () =>
  Object.fromEntries((await listCategories(shop.staff(), {})).items.map(({ titles, path }) => [titles["de"], path]));

describe("categories", () => {
  test("move with all that is below them, and never below themselves", async () => {
    const [a, b] = [await category({ de: "Küche" }), await category({ de: "Haus" })];
    const child = await category({ de: "Töpfe" }, a.id);
    const grandchild = await category({ de: "Kupfer" }, child.id);
    expect(await change(a.id, { parentId: b.id })).toMatchObject({ path: "haus/kueche", parentId: b.id });
    expect(await pathsOf()).toMatchObject({
      Töpfe: "haus/kueche/toepfe",
      Kupfer: "haus/kueche/toepfe/kupfer",
    });
    for (const below of [a.id, child.id, grandchild.id])
      await expect(change(a.id, { parentId: below })).rejects.toMatchObject({ code: "catalog.category_below_itself" });
    await expect(change(a.id, { parentId: "cat_00000000000000000000000000" })).rejects.toMatchObject({
      kind: "not_found",
    });
    await category({ de: "Kupfer" });
    await expect(change(grandchild.id, { parentId: null })).rejects.toMatchObject({ code: "catalog.category_exists" });
  });

  test("two that are hung below each other at once: one is, and no ring is left", async () => {
    const [one, other] = [await category({ de: "Eins" }), await category({ de: "Zwei" })];
    const results = await Promise.allSettled([
      change(one.id, { parentId: other.id }),
      change(other.id, { parentId: one.id }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "catalog.category_below_itself",
    });
  });

  test("keep a title in the source language, hide, and go when nothing is below them", async () => {
    const root = await category({ de: "Garten", en: "Garden" });
    const child = await category({ de: "Beete" }, root.id);
    await expect(change(root.id, { titles: { de: null } })).rejects.toMatchObject({ code: "catalog.title_missing" });
    expect(await change(root.id, { titles: { en: null, fr: "Jardin" }, hidden: true, position: 4 })).toMatchObject({
      titles: { de: "Garten", fr: "Jardin" },
      hidden: true,
      position: 4,
    });
    const product = await create({ title: "Harke", categoryIds: [child.id] });
    await expect(removeCategory(shop.staff(), { id: root.id })).rejects.toMatchObject({
      code: "catalog.category_not_empty",
    });
    await removeCategory(shop.staff(), { id: child.id });
    expect((await getProduct(shop.staff(), { id: product.id })).categories).toEqual([]);
    await removeCategory(shop.staff(), { id: root.id });
    await expect(removeCategory(shop.staff(), { id: root.id })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("translations", () => {
  test("are missing, complete or stale, in the list and over the whole catalogue", async () => {
    const full = await create({ title: "Lampe", description: "Hell" });
    const short = await create({ title: "Schirm" });
    const progress = async () =>
      (await translationProgress(shop.staff("viewer"), TranslationProgressInput.parse({ locales: ["fr", "fr", "es"] })))
        .locales;
    const before = await progress();
    const half = await translate(full, "fr", { title: "Lampe" });
    await translate(short, "fr", { title: "Abat-jour" });
    const find = async (state: "missing" | "stale") => {
      const input = ListProducts.parse({ translation: { locale: "fr", state }, first: 100 });
      return (await listProducts(shop.staff("viewer"), input)).items;
    };
    const row = (await find("missing")).find(({ id }) => id === full.id);
    expect(row).toMatchObject({ texts: { wanted: 2, done: { fr: 1 } } });
    expect((await find("missing")).some(({ id }) => id === short.id)).toBe(false);
    const whole = await translate(half, "fr", { description: "Claire" });
    expect((await find("missing")).some(({ id }) => id === full.id)).toBe(false);
    expect(await find("stale")).toEqual([]);
    await updateProduct(
      shop.staff(),
      UpdateProduct.parse({ id: whole.id, version: whole.version, title: "Tischlampe" }),
    );
    expect((await find("stale")).map(({ id }) => id)).toEqual([full.id]);
    expect(before).toEqual([
      { locale: "fr", complete: 0, stale: 0 },
      { locale: "es", complete: 0, stale: 0 },
    ]);
    expect(await progress()).toEqual([
      { locale: "fr", complete: 2, stale: 1 },
      { locale: "es", complete: 0, stale: 0 },
    ]);
  });

  test("a translator sees the source and the own languages, and writes only those", async () => {
    const translator = shop.staff("translator", ["es"]);
    const made = await translate(await create({ title: "Vase" }), "fr", { title: "Vase (fr)" });
    expect(Object.keys((await getProduct(translator, { id: made.id })).translations)).toEqual(["de"]);
    const spanish = await translate(made, "es", { title: "Jarrón" }, translator);
    expect(Object.keys(spanish.translations).toSorted()).toEqual(["de", "es"]);
    for (const locale of ["fr", "de", "es-MX"])
      await expect(translate(spanish, locale, { title: "x" }, translator)).rejects.toMatchObject({
        kind: "forbidden",
        code: "catalog.not_your_language",
      });
    const edit = UpdateProduct.parse({ id: spanish.id, version: spanish.version, title: "x" });
    await expect(updateProduct(translator, edit)).rejects.toMatchObject({ code: "auth.not_allowed" });
    await expect(translate(spanish, "es", { title: "x" }, shop.staff("viewer"))).rejects.toMatchObject({
      code: "auth.not_allowed",
    });
  });
});

test("a row shows its first variant's base price, and none that begins later", async () => {
  const product = await create({ title: "Preisfrage" });
  const [variant] = product.variants;
  const rowOf = async () => (await listProducts(shop.staff(), ListProducts.parse({ q: "Preisfrage" }))).items[0];
  expect(await rowOf()).toMatchObject({ price: null });
  const amount = { amount: 1_250, currency: "EUR" };
  await setPrices(
    shop.staff(),
    SetPrices.parse({ prices: [{ variantId: variant?.id, currency: "EUR", marketId: null, amount }] }),
  );
  expect(await rowOf()).toMatchObject({ price: amount });
});

describe("stock items", () => {
  const pages = async (input: object): Promise<string[]> => {
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listStockItems>> = await listStockItems(
        shop.staff("viewer"),
        ListStockItems.parse({ ...input, after }),
      );
      titles.push(...page.items.map(({ title, available }) => `${title} ${available}`));
      after = page.next;
    } while (after !== null);
    return titles;
  };

  test("are found by word and by what is left, page by page, each once", async () => {
    for (let i = 0; i < 7; i++) {
      const { variants } = await create({ title: `Schraube ${i}` });
      const variantId = variants[0]?.id;
      const set = AdjustStock.parse({ variantId, change: { kind: "set", onHand: i }, reason: "Inventur" });
      await adjustStock(shop.staff("editor"), set);
    }
    await create({ title: "Schraube endlos", variants: [{ trackInventory: false }] });
    for (const first of [1, 2, 3, 7, 50]) {
      expect((await pages({ q: "schraube", first })).toSorted()).toEqual([
        ...Array.from({ length: 7 }, (_, i) => `Schraube ${i} ${i}`),
        "Schraube endlos 0",
      ]);
      expect((await pages({ q: "schraube", availableAtMost: 2, first })).toSorted()).toEqual([
        "Schraube 0 0",
        "Schraube 1 1",
        "Schraube 2 2",
      ]);
    }
    await expect(listStockItems(shop.staff(), ListStockItems.parse({ after: "nonsense" }))).rejects.toMatchObject({
      code: "catalog.bad_cursor",
    });
  });

  test("have a history, newest first", async () => {
    const { variants } = await create({ title: "Verlauf" });
    const variantId = variants[0]?.id;
    for (const onHand of [5, 9, 4]) {
      await adjustStock(
        shop.staff("editor"),
        AdjustStock.parse({ variantId, change: { kind: "set", onHand }, reason: `auf ${onHand}` }),
      );
      shop.clock.advance(60);
    }
    const seen: (string | null)[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listMovements>> = await listMovements(
        shop.staff("viewer"),
        ListMovements.parse({ variantId, first: 2, after }),
      );
      seen.push(...page.items.map(({ note, onHand }) => `${onHand} ${note}`));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(["-5 auf 4", "4 auf 9", "5 auf 5"]);
  });
});
