import type { Cart, ShippingOption } from "../../types.ts";
import type { Self } from "../component.ts";
import { taxIdForm } from "./cart-codes.ts";
import { problemText } from "./cart-lines.ts";
import { type Child, h } from "../dom.ts";
import { totals } from "./totals.ts";

/** How long it takes, as the locale writes a span of days. */
function days({ locale }: Self, { minDays, maxDays }: ShippingOption): string {
  const from = minDays ?? maxDays;
  const to = maxDays ?? minDays;
  if (from === null || to === null) return "";
  const format = new Intl.NumberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long" });
  return from < to ? format.formatRange(from, to) : format.format(to);
}

/** The last step: where it goes, how it is sent, what it costs, and the way to pay. */
export function cartPayment(self: Self, cart: Cart, change: () => void, pay: () => void): Child {
  const { say, money } = self;
  const { address, email, shippingOptions, problems, missing } = cart;
  const choose = (methodId: string) => () => void self.run(() => self.client.cart.chooseShipping(methodId));
  const option = (one: ShippingOption): Child => {
    const { methodId, name, price } = one;
    const radio = {
      type: "radio",
      name: "method",
      checked: cart.shipping?.methodId === methodId,
      onchange: choose(methodId),
    };
    return h(
      "label.method",
      { key: methodId },
      h("input", radio),
      h("span", {}, name, h("small.note", {}, " ", days(self, one))),
      h("span.cost", {}, price.amount ? money(price) : say("free")),
    );
  };
  const legal = (["terms", "withdrawal", "privacy", "imprint"] as const).map((name) => {
    const href = self.store.shop?.legal[`${name}Url`];
    return href && h("a.link", { key: name, href, target: "_blank", rel: "noopener" }, say(name));
  });
  return [
    h(
      "section.destination",
      {},
      h("h3", {}, say("address")),
      h(
        "p",
        {},
        [address?.name, address?.line1, `${address?.postalCode ?? ""} ${address?.city ?? ""}`, email]
          .filter(Boolean)
          .join(", "),
      ),
      h("button.plain", { onclick: change }, say("change")),
    ),
    h("fieldset.methods", {}, h("legend", {}, say("method")), shippingOptions.map(option)),
    problems.map((problem) => h("p.error", { role: "alert" }, problemText(self, problem))),
    taxIdForm(self, cart),
    totals(self, cart),
    h(
      "button.primary",
      { key: "pay", disabled: missing.length + problems.length > 0, onclick: pay },
      // The words that the law asks for, and nothing else (BGB § 312j(3)): the total stands right above.
      self.store.shop?.legal.orderButton || say("pay", { total: money(cart.due) }),
    ),
    cart.due.amount > 0 && h("p.note", {}, say("payNote")),
    h("p.legal", {}, legal),
  ];
}
