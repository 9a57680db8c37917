import type { Page, ProductCard } from "../types.ts";
import { component } from "./component.ts";
import { type Child, h } from "./dom.ts";
import { addToCart, picture, price } from "./pieces.ts";

/** `<meridian-product-list q category sort first>`: products as cards, a page at a time. */
export const defineProductList = component<ProductCard[]>(
  "meridian-product-list",
  ["q", "category", "sort", "first"],
  (self) => {
    const { say } = self;
    let next: string | null = null;
    const get = async (after: string | null, signal?: AbortSignal): Promise<readonly ProductCard[]> => {
      const filter = {
        q: self.attr("q"),
        category: self.attr("category"),
        first: Number(self.attr("first")) || 24,
        after,
      };
      const sort = (self.attr("sort") || undefined) as "newest" | "title" | undefined;
      const page: Page<ProductCard> = await self.client.products.list({ ...filter, sort }, { signal });
      next = page.next;
      return page.items;
    };
    const card = (item: ProductCard): Child => {
      const { id, slug, title, variantId, inStock, dir, locale } = item;
      const buy = { "aria-describedby": id, disabled: !inStock };
      return h(
        "li.card",
        { key: id },
        h(
          "a.link",
          { href: self.shop.productHref(slug) },
          picture(item.picture),
          h("span.title", { id, dir, lang: locale }, title),
        ),
        h("p.cost", {}, price(self, item, item.from)),
        !inStock && h("p.stock", {}, say("soldOut")),
        variantId
          ? h("button.add", { ...buy, onclick: () => void addToCart(self, variantId) }, say("add"))
          : h("a.choose", { href: self.shop.productHref(slug), "aria-describedby": id }, say("choose")),
      );
    };
    const grow = (items: ProductCard[]) => () => {
      if (!self.busy) void self.run(async () => items.push(...(await get(next))));
    };
    return {
      load: async (signal) => [...(await get(null, signal))],
      view: (items) => [
        h("p.hidden", { role: "status" }, items ? say("products", { count: items.length }) : say("loading")),
        h("ul.grid", {}, items ? items.map(card) : Array.from({ length: 8 }, () => h("li.card", {}, picture(null)))),
        items?.[0] && h("p.note", {}, say(items[0].taxIncluded ? "taxIncluded" : "taxAdded")),
        items?.length === 0 && h("p.empty", {}, say("nothing")),
        items && next && h("button.more", { onclick: grow(items) }, say("more")),
      ],
    };
  },
);
