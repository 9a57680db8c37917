import type { Cart, CartLine, CartProblem } from "../../types.ts";
import type { Self } from "../component.ts";
import { perMeasure } from "./measure.ts";
import { type Child, h } from "../dom.ts";
import { picture, price } from "../pieces.ts";

/** What is wrong, as a sentence. */
export function problemText(self: Self, problem: CartProblem): string {
  if ("available" in problem) return self.say(problem.code, { count: problem.available });
  return self.say(problem.code, { country: "country" in problem ? self.country(problem.country) : "" });
}

/**
 * The cart's lines, each with its quantity to change. `wanted` keeps what a person has asked for while the server
 * still works on it, so that quick presses count.
 */
export function cartLines(self: Self, cart: Cart, wanted: Map<string, number>): Child {
  const { say } = self;
  const api = self.client.cart;
  const line = ({
    id,
    slug,
    title,
    optionText,
    picture: image,
    quantity: known,
    unitPrice,
    compareAt,
    lowestPrice30d,
    measurePrice,
    discount,
    total,
    available,
  }: CartLine): Child => {
    const quantity = wanted.get(id) ?? known;
    const problem = cart.problems.find((one) => "lineId" in one && one.lineId === id);
    const name = optionText ? `${title} (${optionText})` : title;
    const set = (to: number) => () => {
      wanted.set(id, to);
      void self
        .run(() => api.setQuantity(id, to))
        .then(() => wanted.get(id) === to && wanted.delete(id) && self.draw());
    };
    return h(
      "li.line",
      { key: id },
      picture(image),
      h(
        "div.what",
        {},
        h("a.link", { href: slug && self.shop.productHref(slug) }, title),
        optionText && h("p.note", {}, optionText),
        unitPrice && h("p.note", {}, price(self, { price: unitPrice, compareAt, lowestPrice30d })),
        perMeasure(self, measurePrice),
        discount &&
          discount.amount > 0 &&
          h("p.note", {}, say("discount"), " ", self.money({ ...discount, amount: -discount.amount })),
        problem && h("p.error", { role: "alert" }, problemText(self, problem)),
      ),
      h(
        "div.count",
        {},
        h(
          "button.step",
          { "aria-label": say("less", { title: name }), disabled: quantity < 2, onclick: set(quantity - 1) },
          "−",
        ),
        h("span", { role: "status", "aria-label": `${say("quantity")}: ${quantity}` }, quantity),
        h(
          "button.step",
          {
            "aria-label": say("plus", { title: name }),
            disabled: available !== null && quantity >= available,
            onclick: set(quantity + 1),
          },
          "+",
        ),
      ),
      h("p.cost", {}, total && self.money(total)),
      h(
        "button.remove",
        { "aria-label": say("remove", { title: name }), onclick: () => void self.run(() => api.remove(id)) },
        "×",
      ),
    );
  };
  return h("ul.lines", {}, cart.lines.map(line));
}
