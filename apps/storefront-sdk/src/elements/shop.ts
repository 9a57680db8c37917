import { type Client, createClient } from "../client.ts";
import { createMemory } from "../storage.ts";
import { createStore, type Store } from "./store.ts";

/**
 * `<meridian-shop endpoint public-key market locale product-href>`: the shop that the elements inside belong to.
 * `product-href` is the address of a product's page with `{slug}` in it. Tells `meridian:shop-changed` (a `Shop`),
 * `meridian:cart-updated` (a `Cart` or null) and
 * `meridian:account-changed` (an `Account` or null).
 */
export interface ShopElement extends HTMLElement {
  readonly client: Client;
  readonly store: Store;
  /** Goes to another market or locale, for as long as this tab lives. */
  move(change: { readonly market?: string; readonly locale?: string }): Promise<void>;
  /** Address of a product's page. */
  productHref(slug: string): string;
}

const tag = "meridian-shop";

/** What a script tag says for all shops of its page, by attribute. */
const defaults: Record<string, string | undefined> = {};

/** What shops of the page take for attributes that they do not have themselves, by the attributes' names. */
export function setDefaults(attributes: Readonly<Record<string, string | undefined>>): void {
  Object.assign(defaults, attributes);
}

/** Pages write `de_DE`, and some browsers say `en-US@posix`: neither is a locale. */
function isLocale(text: string | undefined): boolean {
  try {
    return !!text && Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

/** The shop around an element, through shadow roots; else the first of the page. Waits until there is one. */
export async function whenShop(element: Element, gone: AbortSignal): Promise<ShopElement> {
  await customElements.whenDefined(tag);
  for (let at: Node | null = element; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null) {
    if (at.nodeName.toLowerCase() === tag) return at as ShopElement;
  }
  return (
    document.querySelector<ShopElement>(tag) ??
    new Promise((resolve) => {
      const found = (event: Event): void => resolve(event.target as ShopElement);
      document.addEventListener("meridian:shop-connected", found, { once: true, signal: gone });
    })
  );
}

export function tell(element: HTMLElement, name: string, detail: unknown): boolean {
  const options = { bubbles: true, composed: true, cancelable: true, detail };
  return element.dispatchEvent(new CustomEvent(`meridian:${name}`, options));
}

export function defineShop(): void {
  if (customElements.get(tag)) return;
  customElements.define(
    tag,
    class extends HTMLElement implements ShopElement {
      static readonly observedAttributes = ["market", "locale"];
      #store: Store | undefined;

      /** Made when first needed, so that a page may still set attributes from a script. */
      get store(): Store {
        return (this.#store ??= createStore(this.#open(), (name, detail) => tell(this, name, detail)));
      }

      get client(): Client {
        return this.store.client;
      }

      connectedCallback(): void {
        tell(this, "shop-connected", null);
      }

      attributeChangedCallback(name: "market" | "locale", _old: string | null, value: string | null): void {
        if (this.#store && value && value !== this.#store.client[name]) void this.move({ [name]: value });
      }

      move(change: { readonly market?: string; readonly locale?: string }): Promise<void> {
        for (const [name, value] of Object.entries(change)) this.#choices().set(name, value);
        return this.store.move(change);
      }

      productHref(slug: string): string {
        return (this.#attr("product-href") ?? "#/products/{slug}").replace("{slug}", encodeURIComponent(slug));
      }

      #attr(name: string): string | undefined {
        return this.getAttribute(name) ?? defaults[name];
      }

      #choices() {
        return createMemory(`meridian:${this.#attr("public-key")}:`, () => globalThis.sessionStorage);
      }

      #open(): Client {
        const chosen = (name: string): string | undefined => this.#choices().get(name) ?? this.#attr(name);
        return createClient({
          endpoint: this.#attr("endpoint") ?? "",
          publicKey: this.#attr("public-key") ?? "",
          market: chosen("market"),
          locale: [chosen("locale"), document.documentElement.lang, navigator.language].find(isLocale),
        });
      }
    },
  );
}
