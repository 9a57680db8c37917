/** The demo shop's own script: which shop, which view. Everything else on the page is done by embed.js. */
import type { ShopElement } from "../src/elements/index.ts";
import type { Category, Product, Shop } from "../src/types.ts";
import { type Config, type DemoShop, readConfig } from "./config.ts";
import { type Route, routeOf } from "./route.ts";
import { type PageWords, wordsFor } from "./words.ts";

function all<E extends Element>(selector: string): E[] {
  return [...document.querySelectorAll<E>(selector)];
}
function one<E extends Element>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}
function link(href: string, text: string): HTMLAnchorElement {
  return Object.assign(document.createElement("a"), { href, textContent: text });
}
function element(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  return made;
}

let words: PageWords = wordsFor(navigator.language);
let shop: Shop | undefined;
/** The shop's name, known before the shop has answered. */
let shopName = "";
let categories: readonly Category[] = [];
let product: Product | undefined;

function notify(text: string): void {
  const notice = one<HTMLElement>("#notice");
  notice.textContent = text;
  notice.hidden = text === "";
}

function setTitle(route: Route): void {
  const page =
    route.view === "product"
      ? product?.title
      : route.view === "confirmation" || route.view === "account"
        ? words[route.view]
        : heading(route);
  document.title = [page, shop?.name ?? "Meridian"].filter(Boolean).join(" – ");
}

function heading(route: Route): string {
  if (route.view !== "list") return "";
  return route.q
    ? words.found.replace("{q}", route.q)
    : (categories.find(({ path }) => path === route.category)?.title ?? "");
}

function show(route: Route, moved: boolean): void {
  const view = route.view === "cancelled" ? "home" : route.view;
  for (const section of all<HTMLElement>("[data-view]"))
    section.hidden = !section.dataset["view"]?.split(" ").includes(view);
  const title = one<HTMLElement>("[data-heading]");
  title.textContent = heading(route);
  title.hidden = title.textContent === "";
  const search = one("meridian-search");
  // Not while somebody types: their blanks would be trimmed.
  if (document.activeElement !== search) search.setAttribute("q", route.view === "list" ? route.q : "");
  if (view === "home" || route.view === "list") {
    const list = one("#list");
    const { q, category } = route.view === "list" ? route : { q: "", category: "" };
    for (const [name, value] of Object.entries({ q, category })) {
      if ((list.getAttribute(name) ?? "") !== value) list.setAttribute(name, value);
    }
  }
  for (const anchor of all<HTMLAnchorElement>(".categories a")) {
    const current = anchor.hash === (location.hash || "#/");
    if (current) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  const productPlace = one("[data-product]");
  if (route.view === "product") {
    const there = productPlace.firstElementChild;
    if (!there) productPlace.append(element("meridian-product", { handle: route.slug }));
    else if (there.getAttribute("handle") !== route.slug) there.setAttribute("handle", route.slug);
  } else productPlace.replaceChildren();
  const accountPlace = one("[data-account]");
  // A mailed link comes back to any view of the page.
  if (route.view !== "account") accountPlace.replaceChildren();
  else if (!accountPlace.firstElementChild) accountPlace.append(element("meridian-account", {}));
  one("[data-order]").replaceChildren(
    ...(route.view === "confirmation" ? [element("meridian-order", { checkout: route.checkout })] : []),
  );
  setTitle(route);
  notify(route.view === "cancelled" ? words.cancelled : "");
  if (!moved) return;
  window.scrollTo(0, 0);
  one<HTMLElement>("#main").focus({ preventScroll: true });
}

function speak(others: readonly DemoShop[]): void {
  for (const place of all<HTMLElement>("[data-word]")) {
    place.textContent = words[place.dataset["word"] as keyof PageWords] ?? "";
  }
  one("[data-name]").textContent = shopName;
  one("[data-hero]").textContent = shopName && words.hero.replace("{name}", shopName);
  const nav = one(".categories");
  nav.setAttribute("aria-label", words.categories);
  const top = categories.filter(({ path }) => !path.includes("/"));
  nav.replaceChildren(
    link("#/", words.all),
    ...top.map(({ path, title }) => link(`#/category/${encodeURIComponent(path)}`, title)),
  );
  const legal = (["imprint", "privacy", "terms", "withdrawal"] as const).flatMap((name) => {
    const href = shop?.legal[`${name}Url`];
    return href ? [link(href, words[name])] : [];
  });
  one("[data-legal]").replaceChildren(...legal);
  one("[data-shops]").replaceChildren(
    ...others.map(({ id, name }) => link(`/?shop=${id}`, words.otherShop.replace("{name}", name))),
  );
}

function run({ shop: chosen, others }: Config): void {
  if (!chosen) {
    notify(words.noShop);
    return;
  }
  document.documentElement.dataset["theme"] = chosen.id;
  shopName = chosen.name;
  const page = one<HTMLTemplateElement>("#page").content.cloneNode(true) as DocumentFragment;
  const root = page.querySelector<ShopElement>("meridian-shop");
  root?.setAttribute("endpoint", chosen.endpoint);
  root?.setAttribute("public-key", chosen.key);
  root?.setAttribute("locale", navigator.language);
  document.body.append(page);

  document.addEventListener("meridian:shop-changed", (event) => {
    shop = (event as CustomEvent<Shop>).detail;
    shopName = shop.name;
    words = wordsFor(shop.locale);
    document.documentElement.lang = shop.locale;
    document.documentElement.dir = shop.dir;
    speak(others);
    show(routeOf(location.hash), false);
    void loadCategories(others);
  });
  document.addEventListener("meridian:product-loaded", (event) => {
    product = (event as CustomEvent<Product>).detail;
    const route = routeOf(location.hash);
    if (route.view === "product" && product.moved)
      history.replaceState(null, "", `#/products/${encodeURIComponent(product.slug)}`);
    setTitle(routeOf(location.hash));
  });
  document.addEventListener("meridian:search", (event) => {
    event.preventDefault();
    const { q } = (event as CustomEvent<{ q: string }>).detail;
    const hash = q ? `#/search/${encodeURIComponent(q)}` : "#/";
    // Typing goes on in the same entry of the history, and keeps the focus where it is.
    if (routeOf(location.hash).view === "list") history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
    show(routeOf(hash), false);
  });
  one("[data-consent]").addEventListener("click", () => document.dispatchEvent(new Event("meridian:consent-open")));
  window.addEventListener("hashchange", () => show(routeOf(location.hash), true));
  window.addEventListener("popstate", () => show(routeOf(location.hash), false));
  speak(others);
  show(routeOf(location.hash), false);
}

async function loadCategories(others: readonly DemoShop[]): Promise<void> {
  const root = one<ShopElement>("meridian-shop");
  categories = (await root.client.categories.list()).items;
  speak(others);
  show(routeOf(location.hash), false);
}

void readConfig(location.search).then(run);
