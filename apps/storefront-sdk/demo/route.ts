/** What the page shows, as its address says after the `#`. */
export type Route =
  | { readonly view: "home" }
  | { readonly view: "list"; readonly q: string; readonly category: string }
  | { readonly view: "product"; readonly slug: string }
  | { readonly view: "confirmation"; readonly checkout: string }
  | { readonly view: "cancelled" }
  | { readonly view: "account" };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function routeOf(hash: string): Route {
  const [, place = "", rest = ""] = /^#\/([a-z]*)\/?(.*)$/.exec(hash) ?? [];
  const text = decoded(rest);
  if (place === "search" && text) return { view: "list", q: text, category: "" };
  if (place === "category" && text) return { view: "list", q: "", category: text };
  if (place === "products" && text) return { view: "product", slug: text };
  if (place === "confirmation") return { view: "confirmation", checkout: text };
  if (place === "account") return { view: "account" };
  if (place === "cancelled") return { view: "cancelled" };
  return { view: "home" };
}
