import type { Picture, Price } from "../types.ts";
import type { Self } from "./component.ts";
import { type Child, h } from "./dom.ts";
import { tell } from "./shop.ts";

interface Image {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  readonly sizes?: Picture["sizes"];
  readonly focal?: Picture["focal"];
}

/**
 * A picture with its place kept free while it loads, in the width that its place needs; an empty place where there is
 * none. `alt` is empty beside the title that it would only repeat. `wide`, as `sizes` has it, is for what is seen at
 * once.
 */
export function picture(image: Image | null | undefined, alt = "", wide?: string): Child {
  if (!image) return h("div.picture");
  const { url, width, height, sizes: all, focal } = image;
  const srcset = all && [...all, { url, width }].map((one) => `${one.url} ${one.width}w`).join();
  const style = focal && `object-position:${focal.x}% ${focal.y}%`;
  // What is lazy is measured by the browser itself.
  const way = { loading: wide ? "eager" : "lazy", sizes: wide ?? "auto,20rem", srcset };
  return h("img.picture", { alt, width, height, style, ...way, src: url });
}

/**
 * A price with the one before struck through. Where the law wants the lowest price of the 30 days before told, the
 * reduction is counted from that one, and no other price is struck.
 */
export function price(
  self: Self,
  { price: now, compareAt, lowestPrice30d: lowest }: Omit<Price, "taxIncluded">,
  from = false,
): Child {
  const text = self.money(now);
  const before = lowest ?? compareAt;
  const old = before && before.amount > now.amount && self.money(before);
  return [
    h("span.price", {}, from ? self.say("from", { price: text }) : text),
    old && [
      " ",
      h("s.before", { "aria-hidden": "true" }, old),
      h("span.hidden", {}, self.say("before", { price: old })),
    ],
    lowest && h("small.note", {}, " ", self.say("lowest", { price: self.money(lowest) })),
  ];
}

/** Adds to the cart, then tells `meridian:cart-added`, which opens the cart unless the page prevents it. */
export async function addToCart(self: Self, variantId: string, quantity = 1): Promise<void> {
  if (self.busy) return;
  const added = await self.run(() => self.client.cart.add({ variantId, quantity }));
  if (added) tell(self.shop, "cart-added", { variantId, quantity });
}
