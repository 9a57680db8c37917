import type { Price } from "../types.ts";
import type { Self } from "./component.ts";
import { type Child, h } from "./dom.ts";
import { tell } from "./shop.ts";

interface Image {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * A picture with its place kept free while it loads; an empty place where there is none. `alt` is empty beside the
 * title that it would only repeat.
 */
export function picture(image: Image | null | undefined, alt = "", eager = false): Child {
  if (!image) return h("div.picture");
  const { url, width, height } = image;
  return h("img.picture", { alt, width, height, loading: eager ? "eager" : "lazy", decoding: "async", src: url });
}

export function price(self: Self, { price: now, compareAt }: Price, from = false): Child {
  const text = self.money(now);
  const old = compareAt && self.money(compareAt);
  return [
    h("span.price", {}, from ? self.say("from", { price: text }) : text),
    old && [
      " ",
      h("s.before", { "aria-hidden": "true" }, old),
      h("span.hidden", {}, self.say("before", { price: old })),
    ],
  ];
}

/** Adds to the cart, then tells `meridian:cart-added`, which opens the cart unless the page prevents it. */
export async function addToCart(self: Self, variantId: string, quantity = 1): Promise<void> {
  if (self.busy) return;
  const added = await self.run(() => self.client.cart.add({ variantId, quantity }));
  if (added) tell(self.shop, "cart-added", { variantId, quantity });
}
