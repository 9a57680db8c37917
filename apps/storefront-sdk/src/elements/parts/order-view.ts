import type { Order, Parcel } from "../../types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { totals } from "./totals.ts";

export function dayText({ locale }: Self, at: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(at));
}

/** How far an order is, in one sentence. */
export function orderState(
  self: Self,
  { cancelledAt, fulfilmentState }: Pick<Order, "cancelledAt" | "fulfilmentState">,
) {
  return cancelledAt
    ? self.say("orderCancelled", { date: dayText(self, cancelledAt) })
    : self.say({ unfulfilled: "notSent", partly: "partlySent", fulfilled: "allSent" }[fulfilmentState]);
}

function parcel(self: Self, { state, carrierName, trackingNumber, trackingUrl, ...one }: Parcel): Child {
  const { say } = self;
  const day = one.deliveredAt ?? one.shippedAt;
  const follow = trackingNumber && say("tracking", { number: trackingNumber });
  return h(
    "li.parcel",
    {},
    h("p", {}, h("strong", {}, say(state === "delivered" ? "delivered" : "shipped", { date: dayText(self, day) }))),
    h(
      "p.note",
      {},
      one.lines.map(({ title, options, quantity }) => `${quantity} × ${title} ${options}`.trim()).join(", "),
    ),
    (carrierName ?? follow) &&
      h(
        "p",
        {},
        carrierName,
        " ",
        trackingUrl ? h("a", { href: trackingUrl, rel: "noopener" }, follow ?? say("follow")) : follow,
      ),
  );
}

/** An order with its parcels; `heading` stands above it. */
export function orderView(self: Self, order: Order, heading: Child): Child {
  const { say, money } = self;
  const { shippingAddress: to, number, lines } = order;
  const place = [to.name, to.company, to.line1, to.line2, `${to.postalCode ?? ""} ${to.city}`, to.region].concat(
    self.country(to.country),
  );
  const parcels = order.fulfilments.filter(({ state }) => state !== "cancelled");
  return h(
    "article.order",
    {},
    heading,
    h(
      "p.number",
      {},
      h("strong", {}, say("number", { number })),
      " · ",
      h("time", { datetime: order.placedAt }, dayText(self, order.placedAt)),
    ),
    h("p.state", { role: "status" }, orderState(self, order)),
    parcels.length > 0 &&
      h(
        "section",
        {},
        h("h2", {}, say("parcels")),
        h(
          "ul.list",
          {},
          parcels.map((one) => parcel(self, one)),
        ),
      ),
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
    totals(self, order),
    h("section", {}, h("h2", {}, say("address")), h("p", {}, place.filter(Boolean).join(", "))),
    h("section", {}, h("h2", {}, say("shipping")), h("p", {}, order.shippingMethod)),
  );
}
