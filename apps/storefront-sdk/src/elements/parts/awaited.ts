import type { Checkout, PaymentInstructions } from "../../types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { dayText } from "./order-view.ts";

/** How to pay by a transfer or with a voucher: what is missing, by when, and where to send it. */
export function awaited(
  self: Self,
  { kind, remaining, reference, accounts, url, until }: PaymentInstructions,
  { due }: Pick<Checkout, "due">,
  payOtherwise: () => void,
): Child {
  const { say } = self;
  const row = (label: string, value: string): Child =>
    h("div", {}, h("dt", {}, label), h("dd", {}, h("bdi", {}, value)));
  const values = { amount: self.money(remaining), date: dayText(self, until) };
  return h(
    "article.order",
    {},
    h("h1", {}, say("thanks")),
    h("p", { role: "status" }, say(kind === "voucher" ? "payVoucher" : "payTransfer", values)),
    reference && h("dl", {}, row(say("reference"), reference)),
    accounts.map((fields) =>
      h(
        "dl.details",
        {},
        fields.map(({ field, value }) => row(say(field), value)),
      ),
    ),
    url && h("a.primary", { href: url, rel: "noopener" }, say("payHow")),
    remaining.amount < due.amount && h("p.note", {}, say("comesBack")),
    h("button.plain", { disabled: self.busy, onclick: payOtherwise }, say("payOtherwise")),
  );
}
