import type { SavedAddress } from "../../account-types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { addressForm } from "./address-form.ts";
import type { Mine } from "./mine.ts";

/** The address book: a list, and the form for one entry of it. */
export function addressBook(self: Self): (mine: Mine) => Child {
  const { say } = self;
  /** Null: none is open; an empty id: a new one. */
  let editing: { readonly id: string; country: string; readonly address: SavedAddress["address"] | null } | null = null;

  return (mine) => {
    const api = self.client.account.addresses;
    const edit = (change: typeof editing) => () => {
      editing = change;
      self.failure = "";
      self.error = null;
      self.draw();
    };
    const keep = async (answer: Promise<readonly SavedAddress[]>): Promise<void> => {
      Object.assign(mine, { addresses: await answer });
      editing = null;
    };
    const countries = [...new Set((self.store.shop?.markets ?? []).flatMap((market) => market.countries))];
    if (editing) {
      const now = editing;
      return [
        addressForm(self, {
          address: now.address,
          countries: countries.includes(now.country) ? countries : [now.country, ...countries],
          country: now.country,
          save: say("save"),
          setCountry(country) {
            now.country = country;
            self.draw();
          },
          submit: (_email, address) =>
            void self.run(() => keep(now.id ? api.change(now.id, { address }) : api.add(address))),
        }),
        h("button.plain", { key: "stop", onclick: edit(null) }, say("back")),
      ];
    }
    const entry = ({ id, isDefault, address }: SavedAddress): Child => {
      const { name, line1, postalCode, city, country } = address;
      const text = [name, line1, `${postalCode ?? ""} ${city}`.trim(), self.country(country)].join(", ");
      return h(
        "li.entered",
        { key: id },
        h("span", {}, text, isDefault && h("small.note", {}, " ", say("isDefault"))),
        h(
          "span.choices",
          {},
          !isDefault &&
            h(
              "button.plain",
              { key: "default", onclick: () => void self.run(() => keep(api.change(id, { isDefault: true }))) },
              say("makeDefault"),
            ),
          h("button.plain", { key: "change", onclick: edit({ id, country, address }) }, say("change")),
          h(
            "button.step",
            {
              key: "remove",
              "aria-label": say("remove", { title: text }),
              onclick: () => void self.run(() => keep(api.remove(id))),
            },
            "×",
          ),
        ),
      );
    };
    return [
      h("ul.list", {}, mine.addresses.map(entry)),
      h(
        "button.choose",
        { key: "add", onclick: edit({ id: "", country: countries[0] ?? "", address: null }) },
        say("addAddress"),
      ),
    ];
  };
}
