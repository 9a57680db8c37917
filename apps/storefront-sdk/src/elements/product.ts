import type { Product } from "../types.ts";
import { component } from "./component.ts";
import { h } from "./dom.ts";
import { comesLate } from "./later.ts";
import { picture } from "./pieces.ts";

/**
 * `<meridian-product handle>`: one product with its options. Tells `meridian:product-loaded` (a `Product`), so that
 * a page can set its title, and its address where `moved` says that the handle is an old one.
 */
export const defineProduct = component<Product | null>(
  "meridian-product",
  ["handle"],
  comesLate(
    () => import("./parts/product.ts"),
    () => h("div.product", {}, picture(null)),
  ),
);
