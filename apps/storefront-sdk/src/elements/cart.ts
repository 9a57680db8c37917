import { component } from "./component.ts";
import { h } from "./dom.ts";
import { late } from "./later.ts";
import type { CartDrawer } from "./parts/cart.ts";

/**
 * `<meridian-cart success-url cancel-url>`: a button with the number of pieces, and the drawer that it opens: lines,
 * codes, address, shipping, and the way to the payment page. Opens by itself after `meridian:cart-added`. Tells
 * `meridian:checkout-started` (a `PlacedCheckout`) before it leaves; a page that prevents it goes on by itself.
 */
export const defineCart = component("meridian-cart", [], (self) => {
  const fetched = late(self, () => import("./parts/cart.ts"));
  let drawer: CartDrawer | undefined;

  const open = (): void =>
    void self.run(async () => {
      const part = (drawer = await fetched());
      self.draw();
      // After that drawing, which makes the dialog.
      queueMicrotask(() => part.open());
    });
  // Whoever points at it is about to press it; a failure shows then.
  const warm = (): void => void fetched().catch(() => null);

  return {
    ownFailures: true,
    joined: (gone) =>
      self.shop.addEventListener("meridian:cart-added", (event) => event.defaultPrevented || open(), { signal: gone }),
    view() {
      const count = self.store.cart?.quantity ?? 0;
      return [
        h(
          "button.toggle",
          { key: "open", "aria-haspopup": "dialog", onclick: open, onpointerenter: warm, onfocus: warm },
          h("slot", {}, self.say("cart")),
          h("span.hidden", {}, ", ", self.say("pieces", { count })),
          count > 0 && h("span.badge", { "aria-hidden": "true" }, count),
        ),
        drawer ? drawer.view() : self.failure && h("p.error", { role: "alert" }, self.failure),
      ];
    },
  };
});
