import type { Checkout, Order } from "../../types.ts";
import type { Parts, Self } from "../component.ts";
import { h } from "../dom.ts";
import { awaited } from "./awaited.ts";
import { orderView } from "./order-view.ts";
import { dress } from "./styles.ts";

const again = 1500;
const looks = 8;

/** What `<meridian-order>` is made of. */
export function setup(self: Self): Parts<Checkout | Order | null> {
  dress(self);
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
      const isSoon = (state === "processing" && !checkout.instructions) || state === "payment_pending";
      if (isSoon && ++looked < looks) {
        const timer = setTimeout(self.load, again);
        signal.addEventListener("abort", () => clearTimeout(timer));
      }
      return checkout;
    },
    view(data) {
      if (!data) return h("p.empty", { role: "status" }, say(data === null ? "noOrder" : "loading"));
      if (!("state" in data)) return orderView(self, data, null);
      if (data.order) {
        const { email } = data.order;
        return orderView(self, data.order, [h("h1", {}, say("thanks")), h("p", {}, say("mailed", { email }))]);
      }
      const { checkoutId, instructions, reason, redirectUrl, state } = data;
      if (instructions) {
        const switched = async () => void (await self.client.checkout.payOtherwise(checkoutId));
        return awaited(self, instructions, data, () => void self.run(switched).then((done) => done && self.load()));
      }
      return [
        h("p.empty", { role: "status" }, say(reason === "paid_otherwise" ? "letGo" : state)),
        redirectUrl && h("a.primary", { href: redirectUrl }, say(state === "cancelled" ? "toCart" : "payNow")),
      ];
    },
  };
}
