import { describe, expect, test } from "vitest";
import { withContent } from "./content.ts";
import { optionLabel, slugOf, textOf, variantLabel } from "./localise.ts";
import { emptyContent, type ProductState } from "./product-state.ts";
import { same } from "./same.ts";

const at = new Date(0);
const product: ProductState = {
  id: "prd_1",
  version: 1,
  status: "draft",
  taxClass: "standard",
  brand: null,
  productType: null,
  tags: [],
  customFields: {},
  options: [],
  createdAt: at,
  updatedAt: at,
  publishedAt: null,
  contents: {
    en: { ...emptyContent, title: "Lamp", description: "Bright", slug: "lamp" },
    de: { ...emptyContent, title: "Lampe", slug: "lampe", optionTexts: { Red: "Rot", Blue: " " } },
  },
  variants: [],
  categoryIds: [],
};

describe("texts", () => {
  test("a changed source makes its translations stale, those that are none stay none", () => {
    const changed = withContent(product, "en", "en", { title: "New lamp", description: "Brighter" });
    expect(changed.contents["de"]?.stale).toEqual(["title"]);
    const fresh = withContent(changed, "de", "en", { title: "Neue Lampe" });
    expect(fresh.contents["de"]).toMatchObject({ title: "Neue Lampe", stale: [] });
    expect(withContent(product, "en", "en", { title: "Lamp" })).toEqual(product);
  });

  test("blank is none, undefined changes nothing", () => {
    const changed = withContent(product, "de", "en", { title: "  ", description: undefined, slug: "lampe-2" });
    expect(changed.contents["de"]).toMatchObject({ title: null, description: null, slug: "lampe-2" });
    expect(changed.contents["en"]).toBe(product.contents["en"]);
  });

  test("fall back field by field; a title is found even outside the chain", () => {
    const chain = ["de-AT", "de", "en"];
    expect(textOf(chain, product.contents, "title")).toEqual({ value: "Lampe", locale: "de" });
    expect(textOf(chain, product.contents, "description")).toEqual({ value: "Bright", locale: "en" });
    expect(textOf(["ja"], product.contents, "description")).toBeUndefined();
    expect(textOf(["ja"], product.contents, "title")).toEqual({ value: "Lampe", locale: "de" });
    expect(slugOf(["ja", "en"], product.contents)).toEqual({ value: "lamp", locale: "en" });
    expect(optionLabel(chain, product.contents, "Red")).toBe("Rot");
    expect(optionLabel(chain, product.contents, "Blue")).toBe("Blue");
    expect(optionLabel(chain, product.contents, "constructor")).toBe("constructor");
  });

  test("a variant in words", () => {
    const options = [
      { name: "Colour", values: ["Red"] },
      { name: "Size", values: ["L"] },
    ];
    const variant = { optionValues: { Size: "L", Colour: "Red" }, title: "x" };
    expect(variantLabel(["de"], product.contents, options, variant)).toBe("Rot / L");
    expect(variantLabel(["de"], product.contents, [], { optionValues: {}, title: null })).toBe("");
  });
});

test("plain values are the same whatever the order of keys", () => {
  expect(same({ a: [1, { b: at }], c: null }, { c: null, a: [1, { b: new Date(0) }] })).toBe(true);
  expect(same({ a: undefined }, {})).toBe(false);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same({ a: at }, { a: {} })).toBe(false);
  expect(same([], {})).toBe(false);
});
