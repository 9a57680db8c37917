import type { Account, OwnOrder } from "../../account-types.ts";
import type { Order } from "../../types.ts";
import type { Parts, Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { addressBook } from "./account-addresses.ts";
import { details } from "./account-details.ts";
import { guest, mailedLink } from "./account-guest.ts";
import type { Mine } from "./mine.ts";
import { dayText, orderState, orderView } from "./order-view.ts";
import { dress } from "./styles.ts";

const tabs = ["orders", "addresses", "details"] as const;

/** What `<meridian-account>` is made of. */
export function setup(self: Self): Parts<Mine> {
  dress(self);
  const { say } = self;
  const asGuest = guest(self);
  let tab: (typeof tabs)[number] = "orders";
  let shown: Order | null = null;
  const book = addressBook(self);
  const facts = details(self);

  const orders = (mine: Mine): Child => {
    if (shown) {
      const back = (): void => {
        shown = null;
        self.draw();
      };
      return [
        h("button.plain", { key: "all", onclick: back }, say("orders")),
        orderView(self, shown, h("h3", { tabindex: -1 }, say("number", { number: shown.number }))),
      ];
    }
    const open = (number: string) => () =>
      void self.run(async () => {
        shown = await self.client.account.orders.get(number);
      });
    const row = (order: OwnOrder): Child =>
      h(
        "li.entered",
        { key: order.number },
        h(
          "span",
          {},
          h("button.plain", { onclick: open(order.number) }, say("number", { number: order.number })),
          h("small.note", {}, " ", dayText(self, order.placedAt), " · ", orderState(self, order)),
        ),
        h("span.cost", {}, self.money(order.total)),
      );
    const { items, next } = mine.orders;
    const more = (): void =>
      void self.run(async () => {
        const page = await self.client.account.orders.list({ after: next });
        Object.assign(mine, { orders: { items: [...items, ...page.items], next: page.next } });
      });
    return [
      items.length ? h("ul.list", {}, items.map(row)) : h("p.empty", {}, say("noOrders")),
      next && h("button.more", { onclick: more }, say("more")),
    ];
  };

  const member = (mine: Mine, account: Account): Child => {
    const choose = (name: typeof tab) => () => {
      tab = name;
      shown = null;
      self.failure = "";
      self.draw();
    };
    const logOut = (): void => void self.run(() => self.client.account.logOut());
    return h(
      "section.account",
      { key: "member" },
      h(
        "div.head",
        {},
        h("h2", {}, say("hello", { name: account.name })),
        h("button.plain", { onclick: logOut }, say("logOut")),
      ),
      h(
        "div.choices",
        {},
        tabs.map((name) =>
          h("button.choose", { key: name, "aria-pressed": String(tab === name), onclick: choose(name) }, say(name)),
        ),
      ),
      tab === "orders" && orders(mine),
      tab === "addresses" && book(mine),
      tab === "details" && facts(account),
    );
  };

  return {
    async load(signal) {
      const { account: api } = self.client;
      await mailedLink(self, asGuest);
      const account = await api.get();
      signal.throwIfAborted();
      if (!account) return { account: null, orders: { items: [], next: null }, addresses: [] };
      const [own, addresses] = await Promise.all([api.orders.list(), api.addresses.list()]);
      return { account, orders: own, addresses };
    },
    view(mine) {
      if (!mine) return h("p.empty", { role: "status" }, say("loading"));
      return mine.account ? member(mine, mine.account) : asGuest.view();
    },
  };
}
