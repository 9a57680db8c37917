import type { Cart, PlacedCheckout, ShopMarket } from "../../types.ts";
import { addressForm } from "./address-form.ts";
import { cartCodes } from "./cart-codes.ts";
import { cartLines } from "./cart-lines.ts";
import { cartPayment } from "./cart-payment.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { dress } from "./styles.ts";
import { totals } from "./totals.ts";

/** The drawer of `<meridian-cart>`. */
export interface CartDrawer {
  open(): void;
  view(): Child;
}

export function setup(self: Self): CartDrawer {
  dress(self);
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

  const address = (cart: Cart): Child => {
    const { client, store } = self;
    const markets = store.shop?.markets ?? [];
    const here = markets.find(({ handle }) => handle === cart.market)?.countries ?? [];
    const all = [...new Set([...here, ...markets.flatMap(({ countries }) => countries)])];
    const guess = new Intl.Locale(navigator.language).region ?? "";
    const country = picked || (cart.address?.country ?? (here.includes(guess) ? guess : (here[0] ?? "")));
    const elsewhere = here.includes(country) ? undefined : markets.find(({ countries }) => countries.includes(country));
    return addressForm(self, {
      email: cart.email,
      address: cart.address,
      countries: all,
      country,
      setCountry(chosen) {
        picked = chosen;
        self.draw();
      },
      instead: elsewhere && moveOffer(elsewhere, country),
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
  /** Another market sells to that country: the cart can go on there. */
  const moveOffer = ({ handle, name, currency }: ShopMarket, country: string): Child => {
    const move = (): void =>
      void self.run(() => self.shop.move({ market: handle })).then((done) => done && go("lines"));
    return [
      h("p", { role: "status" }, say("moveOffer", { country: self.country(country), market: name, currency })),
      // It stands in the address's form, and does not send it.
      h("button.primary", { key: "move", type: "button", onclick: move }, say("moveThere", { market: name })),
    ];
  };

  const absolute = (name: string): string => new URL(self.attr(name), location.href).href;
  async function pay(): Promise<void> {
    if (self.busy) return;
    const api = self.client.cart;
    const seen = self.store.cart?.due;
    let placed: PlacedCheckout | undefined;
    const pages = { successUrl: absolute("success-url"), cancelUrl: absolute("cancel-url") };
    await self.run(async () => (placed = await api.checkout(pages)));
    if (placed?.redirectUrl) {
      if (self.tell("checkout-started", placed)) location.assign(placed.redirectUrl);
    } else if (placed) {
      self.failure = say(placed.state);
    } else if (self.error?.code === "checkout.total_changed") {
      await self.run(() => api.get());
      const now = self.store.cart?.due;
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
      cartCodes(self, cart),
      totals(self, { ...cart, taxLines: cart.totals.shipping ? cart.taxLines : [] }),
      h("button.primary", { key: "checkout", disabled: stuck, onclick: () => go("address") }, say("checkout")),
    ];
  };

  return {
    open,
    view() {
      const { cart } = self.store;
      const outside = (event: Event): void => void (event.target === dialog() && close());
      const back = { "aria-label": say("back"), onclick: () => go(step === "payment" ? "address" : "lines") };
      return h(
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
      );
    },
  };
}
