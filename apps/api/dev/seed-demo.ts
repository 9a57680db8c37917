/**
 * Fills the demo shops of a running development installation, over its HTTP APIs alone: it knows no database.
 * Writes the log-ins (DEMO_FILE) for the supervisor, and the shops with their keys (DEMO_SHOP_FILE) for the page.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { enter } from "./demo/enter.ts";
import { fillShop } from "./demo/fill-shop.ts";
import { demoShops } from "./demo/shops.ts";

interface PageShop {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly key: string;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`The setting ${name} is missing.`);
  return value;
}

function knownShops(file: string): readonly PageShop[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { shops: readonly PageShop[] }).shops : [];
}

const places = { controlUrl: setting("CONTROL_URL"), mailboxUrl: setting("MAILBOX_URL") };
const origin = new URL(setting("DEMO_URL")).origin;
const regionUrls = Object.fromEntries(
  setting("REGION_URLS")
    .split(",")
    .map((pair) => pair.split("=", 2) as [string, string]),
);
const pageFile = setting("DEMO_SHOP_FILE");
const known = knownShops(pageFile);

const shops = await Promise.all(
  demoShops.map(async (shop): Promise<PageShop> => {
    const { region, shopName } = shop.signUp;
    const api = await enter(places, shop.signUp);
    const key = await fillShop(api, shop, origin, known.find(({ id }) => id === region)?.key);
    return { id: region, name: shopName, endpoint: regionUrls[region] ?? "", key };
  }),
);
const logIns = demoShops.map(({ signUp: { shopName, region, email, password } }) => ({
  who: `${shopName} (${region})`,
  email,
  password,
}));
writeFileSync(setting("DEMO_FILE"), JSON.stringify({ logIns }, null, 2), { mode: 0o600 });
writeFileSync(pageFile, JSON.stringify({ shops }, null, 2));
