import { component, type Self } from "./component.ts";
import { type Child, h } from "./dom.ts";

function choice(
  self: Self,
  label: string,
  value: string | undefined,
  entries: readonly (readonly [string, string])[],
  pick: (value: string) => void,
): Child {
  if (entries.length < 2) return null;
  const onchange = (event: Event): void => pick((event.target as HTMLSelectElement).value);
  const option = ([name, text]: readonly [string, string]): Child => h("option", { key: name, value: name }, text);
  return h(
    "label.switch",
    {},
    h("span.hidden", {}, label),
    h("select.select", { value, onchange }, entries.map(option)),
  );
}

/** `<meridian-locale-switcher>`: the market's languages, each in its own name. Hidden when there is only one. */
export const defineLocaleSwitcher = component("meridian-locale-switcher", [], (self) => ({
  view() {
    const { shop } = self.store;
    const market = shop?.markets.find(({ handle }) => handle === shop.market);
    const names = (market?.locales ?? []).map((locale) => {
      const name =
        new Intl.DisplayNames(locale, { type: "language", languageDisplay: "standard" }).of(locale) ?? locale;
      return [locale, name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)] as const;
    });
    return choice(
      self,
      self.say("language"),
      shop?.locale,
      names,
      (locale) => void self.run(() => self.shop.move({ locale })),
    );
  },
}));

/** `<meridian-market-switcher>`: where to deliver to. Hidden when there is only one market. */
export const defineMarketSwitcher = component("meridian-market-switcher", [], (self) => ({
  view() {
    const { shop } = self.store;
    const names = (shop?.markets ?? []).map(({ handle, name, currency }) => [handle, `${name} (${currency})`] as const);
    return choice(
      self,
      self.say("market"),
      shop?.market,
      names,
      (market) => void self.run(() => self.shop.move({ market })),
    );
  },
}));
