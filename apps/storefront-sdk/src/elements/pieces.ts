import type { Money, Price } from "../types.ts";
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

interface Sums {
  readonly items: Money;
  readonly shipping: Money | null;
  readonly tax: Money | null;
  readonly total: Money;
  readonly taxIncluded: boolean;
}

interface SumOfTax {
  readonly name: string;
  readonly ratePpm: number | null;
  readonly tax: Money;
}

/** Items, shipping, taxes and total, in the order in which they add up. */
export function totals(self: Self, sums: Sums, taxes: readonly SumOfTax[], refunded?: Money): Child {
  const { say, money } = self;
  const percent = new Intl.NumberFormat(self.locale, { style: "percent", maximumFractionDigits: 3 });
  const row = (name: string, label: string, value: string): Child =>
    h(`div.${name}`, {}, h("dt", {}, label), h("dd", {}, value));
  // Where no tax applies there is a reason, but neither name nor amount.
  const taxRows = taxes.map(({ name, ratePpm, tax }) => {
    if (!name) return null;
    const rate = ratePpm === null ? "" : percent.format(ratePpm / 1e6);
    return row("tax", say(sums.taxIncluded ? "rateIncluded" : "rateAdded", { name, rate }), money(tax));
  });
  const whole = row("total", say("total"), money(sums.total));
  return h(
    "dl.totals",
    {},
    row("sum", say("items"), money(sums.items)),
    row("sum", say("shipping"), sums.shipping ? money(sums.shipping) : say("later")),
    sums.taxIncluded ? [whole, taxRows] : [sums.tax ? taxRows : row("tax", say("tax"), say("later")), whole],
    refunded && refunded.amount > 0 && row("sum", say("refundedSum"), money(refunded)),
  );
}
