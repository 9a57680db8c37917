import type { Cart, PlacedCheckout } from "../types.ts";
import { addressForm } from "./cart-address.ts";
import { cartLines } from "./cart-lines.ts";
import { cartPayment } from "./cart-payment.ts";
import { component } from "./component.ts";
import { type Child, h } from "./dom.ts";
import { totals } from "./pieces.ts";

/**
 * `<meridian-cart success-url cancel-url>`: a button with the number of pieces, and the drawer that it opens: lines,
 * address, shipping, and the way to the payment page. Opens by itself after `meridian:cart-added`. Tells
 * `meridian:checkout-started` (a `PlacedCheckout`) before it leaves; a page that prevents it goes on by itself.
 */
export const defineCart = component("meridian-cart", [], (self) => {
  const { say } = self;
  let step: "lines" | "address" | "payment" = "lines";
  let picked = "";
  const wanted = new Map<string, number>();

  const dialog = (): HTMLDialogElement | null => self.root.querySelector("dialog");
  const go = (to: typeof step): void => {
    step = to;
    self.failure = "";
    self.draw();
    dialog()?.scrollTo(0, 0);
    self.root.querySelector("h2")?.focus();
  };
  const open = (): void => {
    if (dialog()?.open) return;
    go("lines");
    dialog()?.showModal();
    void self.run(() => self.client.cart.get());
  };
  const close = (): void => dialog()?.close();

  const countryOf = (cart: Cart, countries: readonly string[]): string => {
    const guess = new Intl.Locale(navigator.language).region ?? "";
    return picked || (cart.address?.country ?? (countries.includes(guess) ? guess : (countries[0] ?? "")));
  };
  const address = (cart: Cart): Child => {
    const { client, store } = self;
    const countries = store.shop?.markets.find(({ handle }) => handle === cart.market)?.countries ?? [];
    return addressForm(self, cart, countries, {
      country: countryOf(cart, countries),
      setCountry(country) {
        picked = country;
        self.draw();
      },
      submit: (email, given) =>
        void self
          .run(async () => {
            const { shipping, shippingOptions } = await client.cart.setAddress(email, given);
            // The least that it can cost: a dearer way is the shopper's own choice.
            const [least] = shippingOptions.toSorted((a, b) => a.price.amount - b.price.amount);
            if (!shipping && least) await client.cart.chooseShipping(least.methodId);
          })
          .then((done) => done && go("payment")),
    });
  };

  const absolute = (name: string): string => new URL(self.attr(name), location.href).href;
  async function pay(): Promise<void> {
    if (self.busy) return;
    const api = self.client.cart;
    const seen = self.store.cart?.totals.total;
    let placed: PlacedCheckout | undefined;
    const pages = { successUrl: absolute("success-url"), cancelUrl: absolute("cancel-url") };
    await self.run(async () => (placed = await api.checkout(pages)));
    if (placed?.redirectUrl) {
      if (self.tell("checkout-started", placed)) location.assign(placed.redirectUrl);
    } else if (placed) {
      self.failure = say(placed.state);
    } else if (self.error?.code === "checkout.total_changed") {
      await self.run(() => api.get());
      const now = self.store.cart?.totals.total;
      if (seen && now) self.failure = say("totalChanged", { before: self.money(seen), after: self.money(now) });
    }
    self.draw();
  }

  const body = (cart: Cart | null): Child => {
    if (!cart?.lines.length) return h("p.empty", {}, say("empty"));
    if (step === "address") return address(cart);
    if (step === "payment")
      return cartPayment(
        self,
        cart,
        () => go("address"),
        () => void pay(),
      );
    const stuck = cart.problems.some((problem) => "lineId" in problem);
    return [
      cartLines(self, cart, wanted),
      totals(self, cart.totals, cart.totals.shipping ? cart.taxLines : []),
      h("button.primary", { key: "checkout", disabled: stuck, onclick: () => go("address") }, say("checkout")),
    ];
  };

  return {
    ownFailures: true,
    joined: (gone) =>
      self.shop.addEventListener("meridian:cart-added", (event) => event.defaultPrevented || open(), { signal: gone }),
    view() {
      const { cart } = self.store;
      const count = cart?.quantity ?? 0;
      const outside = (event: Event): void => void (event.target === dialog() && close());
      const back = { "aria-label": say("back"), onclick: () => go(step === "payment" ? "address" : "lines") };
      return [
        h(
          "button.toggle",
          { "aria-haspopup": "dialog", onclick: open },
          h("slot", {}, say("cart")),
          h("span.hidden", {}, ", ", say("pieces", { count })),
          count > 0 && h("span.badge", { "aria-hidden": "true" }, count),
        ),
        h(
          "dialog.drawer",
          { key: "drawer", "aria-labelledby": "heading", onclick: outside },
          h(
            "div.inner",
            {},
            h(
              "div.head",
              {},
              step !== "lines" &&
                h("button.step", { key: "back", ...back }, self.store.speech?.dir === "rtl" ? "→" : "←"),
              h(
                "h2",
                { id: "heading", tabindex: -1 },
                say(step === "address" ? "address" : step === "payment" ? "checkout" : "cart"),
              ),
              h("button.step", { key: "close", "aria-label": say("close"), onclick: close }, "×"),
            ),
            self.failure && h("p.error", { role: "alert" }, self.failure),
            body(cart),
          ),
        ),
      ];
    },
  };
});
