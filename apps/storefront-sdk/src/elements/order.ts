import type { Checkout, Order } from "../types.ts";
import { component, type Self } from "./component.ts";
import { type Child, h } from "./dom.ts";
import { totals } from "./pieces.ts";

const again = 1500;
const looks = 8;

function confirmation(self: Self, order: Order): Child {
  const { say, money } = self;
  const { shippingAddress: to, email, number, lines } = order;
  const place = [
    to.name,
    to.company,
    to.line1,
    to.line2,
    `${to.postalCode ?? ""} ${to.city}`,
    to.region,
    self.country(to.country),
  ];
  const placed = new Intl.DateTimeFormat(self.locale, { dateStyle: "long" }).format(new Date(order.placedAt));
  return h(
    "article.order",
    {},
    h("h1", {}, say("thanks")),
    h(
      "p.number",
      {},
      h("strong", {}, say("number", { number })),
      " · ",
      h("time", { datetime: order.placedAt }, placed),
    ),
    h("p", {}, say("mailed", { email })),
    h(
      "ul.lines",
      {},
      lines.map(({ title, options, quantity, lineTotal }) =>
        h(
          "li.line",
          {},
          h("span.count", {}, `${quantity} ×`),
          h("div.what", {}, title, options && h("p.note", {}, options)),
          h("p.cost", {}, money(lineTotal)),
        ),
      ),
    ),
    totals(self, order.totals, order.taxLines, order.refunded),
    h("section", {}, h("h2", {}, say("address")), h("p", {}, place.filter(Boolean).join(", "))),
    h("section", {}, h("h2", {}, say("shipping")), h("p", {}, order.shippingMethod)),
  );
}

/**
 * `<meridian-order checkout>` or `<meridian-order token>`: how a checkout ended, and its order. Without an attribute
 * it is the checkout in the page's address (`?checkout=…`) or the one that this browser started last. Tells
 * `meridian:order-confirmed` (an `Order`).
 */
export const defineOrder = component<Checkout | Order | null>("meridian-order", ["checkout", "token"], (self) => {
  const { say } = self;
  let looked = 0;

  return {
    async load(signal) {
      const { client } = self;
      const token = self.attr("token");
      if (token) return client.orders.get(token, { signal });
      const id =
        self.attr("checkout") || (new URLSearchParams(location.search).get("checkout") ?? client.checkout.last());
      if (!id) return null;
      const checkout = await client.checkout.confirm(id, { signal });
      const { order, state } = checkout;
      if (order) self.tell("order-confirmed", order);
      if ((state === "processing" || state === "payment_pending") && ++looked < looks) {
        const timer = setTimeout(self.load, again);
        signal.addEventListener("abort", () => clearTimeout(timer));
      }
      return checkout;
    },
    view(data) {
      if (!data) return h("p.empty", { role: "status" }, say(data === null ? "noOrder" : "loading"));
      if (!("state" in data)) return confirmation(self, data);
      if (data.order) return confirmation(self, data.order);
      return [
        h("p.empty", { role: "status" }, say(data.state)),
        data.state === "payment_pending" &&
          data.redirectUrl &&
          h("a.primary", { href: data.redirectUrl }, say("payNow")),
      ];
    },
  };
});
