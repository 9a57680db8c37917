import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** Packs the SDK as a registry would get it, and installs that archive into a new, empty project. */
export function installPacked(dist: string, project: string): { readonly files: readonly string[] } {
  const source = join(project, "source");
  mkdirSync(source, { recursive: true });
  for (const name of ["package.json", "README.md", "docs"])
    cpSync(join(root, name), join(source, name), { recursive: true });
  cpSync(dist, join(source, "dist"), { recursive: true, filter: (path) => !path.includes("node_modules") });
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], {
    cwd: source,
    stdio: "pipe",
  });
  const archive = readdirSync(project).find((name) => name.endsWith(".tgz")) ?? "";
  const modules = join(project, "node_modules");
  const installed = join(modules, "@meridian/storefront");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, archive), "-C", installed, "--strip-components=1"], { stdio: "pipe" });
  for (const name of ["react", "react-dom", "@types"])
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  return { files: readdirSync(installed, { recursive: true, encoding: "utf8" }) };
}

/** The blank application of a React shop: products, and a cart that counts. */
export const reactApp = `import { createElement as e, useState } from "react";
import { createRoot } from "react-dom/client";
import { createClient } from "@meridian/storefront";
import { StorefrontProvider, useAccount, useCart, useConsent, useMoney, useProducts, useShop } from "@meridian/storefront/react";

function Shop() {
  const shop = useShop();
  const products = useProducts({ first: 50 });
  const money = useMoney();
  const { cart, add, error } = useCart();
  const { account } = useAccount();
  const { policy, decided, set } = useConsent();
  const [failed, setFailed] = useState("");
  return e("main", null,
    e("h1", null, shop.data?.name ?? ""),
    e("p", { role: "status" }, cart === undefined ? "…" : String(cart?.quantity ?? 0) + " in the cart"),
    e("p", null, account === null ? "Guest" : ""),
    policy && !decided ? e("button", { onClick: () => void set({}, "banner") }, "No, thanks") : null,
    e("p", { role: "alert" }, failed || (error?.message ?? "")),
    e("ul", null, products.data?.items.map(({ id, title, price, variantId }) =>
      e("li", { key: id }, title + " " + money(price), variantId
        ? e("button", { onClick: () => void add({ variantId }).catch((cause: Error) => setFailed(cause.message)) }, "Add " + title)
        : null))));
}

async function start(): Promise<void> {
  const { shops } = (await (await fetch("/demo-shop.json")).json()) as { shops: { id: string; endpoint: string; key: string }[] };
  const shop = shops.find(({ id }) => id === "us");
  if (!shop) return;
  const client = createClient({ endpoint: shop.endpoint, publicKey: shop.key, locale: "en" });
  createRoot(document.body.appendChild(document.createElement("div"))).render(
    e(StorefrontProvider, { client }, e(Shop)));
}
void start();
`;
