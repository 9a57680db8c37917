import type { Cart, CartCode, TaxId } from "../../types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";

/** Why a code does not hold, where a shopper can do something with the reason. */
const reasons: Readonly<Record<string, string>> = {
  ended: "codeEnded",
  inactive: "codeEnded",
  code_inactive: "codeEnded",
  used_up: "codeUsedUp",
  code_used_up: "codeUsedUp",
  budget_spent: "codeUsedUp",
  customer_limit: "codeUsedUp",
  order_minimum: "codeMinimum",
  customer_unknown: "codeLogIn",
};
const creditFaults = {
  disabled: "creditDisabled",
  expired: "creditExpired",
  empty: "creditEmpty",
  currency: "creditCurrency",
} as const;

function codeText({ say }: Self, { state, reason }: CartCode): string {
  if (state === "unknown") return say("codeUnknown");
  return state === "refused" ? say(reasons[reason ?? ""] ?? "codeRefused") : "";
}

/** One text to enter: a field with its button. */
function entry(
  self: Self,
  name: string,
  label: string,
  value: string,
  enter: (text: string) => Promise<unknown>,
): Child {
  const submit = (event: Event): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = new FormData(form).get(name);
    if (typeof text !== "string" || !text.trim()) return;
    void self.run(() => enter(text.trim())).then((done) => done && !value && form.reset());
  };
  const input = { name, required: true, maxlength: 60, autocomplete: "off", autocapitalize: "characters", value };
  return h(
    "form.entry",
    { key: name, onsubmit: submit },
    h("label", {}, h("span", {}, label), h("input.input", input)),
    h("button.choose", {}, self.say("apply")),
  );
}

/** Something entered before, with the way to take it out again. */
function entered(self: Self, name: string, note: Child, out: () => Promise<unknown>): Child {
  return h(
    "li.entered",
    { key: name },
    h("span", {}, h("strong", {}, name), " ", note),
    h("button.step", { "aria-label": self.say("remove", { title: name }), onclick: () => void self.run(out) }, "×"),
  );
}

/** Codes, gift cards and store credit: what was entered, what became of it, and the fields for more. */
export function cartCodes(self: Self, cart: Cart): Child {
  const { say, money } = self;
  const api = self.client.cart;
  const error = (text: string): Child => text && h("small.error", { role: "alert" }, text);
  const codes = cart.codes.map((one) =>
    entered(self, one.code, error(codeText(self, one)), () => api.removeCode(one.code)),
  );
  const cards = cart.credits.map(({ kind, last4, applied, reason }) => {
    if (kind !== "gift_card" || last4 === null) return null;
    const note = reason ? error(say(creditFaults[reason])) : h("small", {}, money(applied));
    return entered(self, say("giftCardOf", { last4 }), note, () => api.removeGiftCard(last4));
  });
  const toggle = (event: Event): void => {
    const use = (event.target as HTMLInputElement).checked;
    void self.run(() => api.useStoreCredit(use));
  };
  return [
    h(
      "details.codes",
      { key: "codes", open: codes.length + cards.length > 0 },
      h("summary", {}, say("codes")),
      h("ul.list", {}, codes, cards),
      entry(self, "code", say("code"), "", (text) => api.enterCode(text)),
      entry(self, "gift-card", say("giftCard"), "", (text) => api.enterGiftCard(text)),
      cart.notices.includes("gift_card_unknown") && error(say("giftCardUnknown")),
    ),
    self.client.account.loggedIn() &&
      h(
        "label.purpose",
        { key: "credit" },
        h("input", { type: "checkbox", checked: cart.usesStoreCredit, onchange: toggle }),
        h("span", {}, say("useStoreCredit")),
      ),
  ];
}

function taxIdText({ say }: Self, { verdict, register }: TaxId): readonly [text: string, wrong: boolean] {
  if (verdict === "invalid" || register === "rejected") return [say("taxInvalid"), true];
  if (register === "verified") return [say("taxVerified"), false];
  return [say(register === "unreachable" ? "taxUnreachable" : "taxFormat"), false];
}

/** The tax id of a business, and what is known of it. */
export function taxIdForm(self: Self, { company, taxId }: Cart): Child {
  const { say } = self;
  const [text, wrong] = taxId ? taxIdText(self, taxId) : ["", false];
  return h(
    "details.codes",
    { key: "tax-id", open: taxId !== null },
    h("summary", {}, say("business")),
    company && h("p.note", {}, company.name),
    taxId &&
      h(
        "ul.list",
        {},
        entered(self, taxId.taxId, h(wrong ? "small.error" : "small", { role: wrong ? "alert" : "status" }, text), () =>
          self.client.cart.setTaxId(null),
        ),
      ),
    entry(self, "tax-id", say("taxId"), "", (given) => self.client.cart.setTaxId(given)),
  );
}
