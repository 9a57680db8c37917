/**
 * Makes the first demo shop as large as ROWS says: so many products, customers, orders, entries of its trails, gift
 * cards and codes. What is real comes by the platform's APIs; the many are copies of it, written into the database.
 */
import { readFileSync } from "node:fs";
import { enter } from "./demo/enter.ts";
import { copyAudit } from "./demo/rows/copy-audit.ts";
import { copyOrders } from "./demo/rows/copy-orders.ts";
import { copyProducts } from "./demo/rows/copy-products.ts";
import {
  addPictures,
  copyGiftCards,
  fillPriceList,
  issueGiftCard,
  longOrder,
  makeCodes,
  makePriceList,
  manyVariants,
} from "./demo/rows/long-ones.ts";
import { sampleOrders } from "./demo/rows/sample-orders.ts";
import { withShelf } from "./demo/rows/shelf.ts";
import { demoShops } from "./demo/shops.ts";

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`The setting ${name} is missing.`);
  return value;
}

if (setting("MERIDIAN_ENV") !== "development") throw new Error("Copies of rows are for development only.");
const count = Number(setting("ROWS"));
const [shop] = demoShops;
if (shop === undefined) throw new Error("There is no demo shop.");

const api = await enter({ controlUrl: setting("CONTROL_URL"), mailboxUrl: setting("MAILBOX_URL") }, shop.signUp);
const { shops } = JSON.parse(readFileSync(setting("DEMO_SHOP_FILE"), "utf8")) as {
  shops: { id: string; key: string; endpoint: string }[];
};
const page = shops.find(({ id }) => id === shop.signUp.region);
const storefront = {
  endpoint: page?.endpoint ?? "",
  key: page?.key ?? "",
  origin: new URL(setting("DEMO_URL")).origin,
  emulatorUrl: setting("EMULATOR_URL"),
  market: shop.market.handle,
  locale: shop.market.defaultLocale,
};

const orders = await sampleOrders(api, storefront);
const card = await issueGiftCard(api);
const now = new Date();
const database = [setting("DATABASE_OWNER_URL"), shop.signUp.shopName.toLowerCase()] as const;
await withShelf(...database, async (shelf) => {
  await copyProducts(shelf, count, now);
  await copyOrders(shelf, orders, count, now);
  await copyGiftCards(shelf, card.id, count);
  await copyAudit(shelf, count, now);
});
const list = await makePriceList(api);
const shelving = await manyVariants(api);
await withShelf(...database, async (shelf) => {
  await fillPriceList(shelf, list.id, count);
  await addPictures(shelf, shelving.id);
});
// Last, for a write through the API also tells its processes that what they remember of the shop is old.
await longOrder(api, storefront, count);
await makeCodes(api, count);
