import { createHash } from "node:crypto";
import type { CreditAccount } from "@meridian/core/credit/schemas";
import type { Product } from "@meridian/core/catalog/schemas";
import type { Promotion } from "@meridian/core/promotions/schemas";
import type { Api } from "../call.ts";
import { copyJson, nthId } from "./copy.ts";
import { buy, type StockList, type Storefront } from "./sample-orders.ts";
import type { Row, Shelf } from "./shelf.ts";

/** As many as the platform allows on one page each. */
const codesAtOnce = 5_000;
const linesOfAnOrder = 100;
const grid = 10;
const pictures = 30;

/** `count` gift cards, copies of one that was issued; the first has a long history. */
export async function copyGiftCards(shelf: Shelf, accountId: string, count: number): Promise<void> {
  const [card] = await shelf.rows("credit_accounts", "id = $1", [accountId]);
  const [entry] = await shelf.rows("credit_entries", "account_id = $1", [accountId]);
  if (card === undefined || entry === undefined) throw new Error("There is no gift card to copy.");
  const cards: Row[] = [];
  const entries: Row[] = [];
  for (let n = 1; n <= count; n++) {
    const hash = createHash("sha256").update(`rows ${n}`).digest("hex");
    const last4 = n.toString(36).toUpperCase().padStart(4, "A").slice(-4);
    cards.push({ ...(JSON.parse(copyJson(JSON.stringify(card), { n })) as Row), code_hash: hash, last4 });
    entries.push(JSON.parse(copyJson(JSON.stringify(entry), { n })) as Row);
  }
  await shelf.add("credit_accounts", cards);
  await shelf.add("credit_entries", entries);
  // The first card's history goes on, in pairs: it is worth at the end what it was worth before.
  const account_id = nthId(accountId, 1);
  const ledger = Array.from({ length: Math.floor(count / 2) * 2 }, (_, i): Row => {
    const changed = i % 2 === 0 ? { amount: -100, balance: Number(entry["balance"]) - 100 } : { amount: 100 };
    const row = JSON.parse(copyJson(JSON.stringify(entry), { n: i + 2 })) as Row;
    return { ...row, account_id, kind: "adjust", ...changed };
  });
  await shelf.add("credit_entries", ledger);
}

/** A price of its own for `count` variants. */
export async function fillPriceList(shelf: Shelf, listId: string, count: number): Promise<void> {
  await shelf.query(
    `insert into price_list_prices (variant_id, list_id, currency, min_quantity, amount, updated_at)
     select p.variant_id, $1, p.currency, 1, greatest(1, p.amount * 9 / 10), now()
     from prices p where p.market_id = '' and p.currency = 'EUR' order by p.variant_id limit $2`,
    [listId, count],
  );
}

export async function addPictures(shelf: Shelf, productId: string): Promise<void> {
  await shelf.query(
    `insert into product_media (product_id, media_id, alt, position)
     select $1, id, '{}', row_number() over (order by id) from media order by id limit $2`,
    [productId, pictures],
  );
}

/** A product with every combination of two options. */
export async function manyVariants(api: Api): Promise<Product> {
  const sizes = Array.from({ length: grid }, (_, i) => `${(i + 1) * 10} cm`);
  const tones = Array.from({ length: grid }, (_, i) => `Ton ${i + 1}`);
  const combinations = sizes.flatMap((size) => tones.map((tone) => ({ Größe: size, Farbe: tone })));
  return api.write<Product>("catalog.createProduct", {
    title: "Regalbrett nach Maß",
    options: [
      { name: "Größe", values: sizes },
      { name: "Farbe", values: tones },
    ],
    variants: combinations.map((optionValues, i) => ({ sku: `BRETT-${i + 1}`, optionValues })),
  });
}

export const issueGiftCard = async (api: Api): Promise<CreditAccount> =>
  (await api.write<{ account: CreditAccount }>("credit.issueGiftCard", { value: { amount: 5_000, currency: "EUR" } }))
    .account;

export const makePriceList = (api: Api): Promise<{ id: string }> =>
  api.write<{ id: string }>("pricing.createPriceList", {
    name: "Händler",
    status: "active",
    customerGroups: ["haendler"],
  });

export async function makeCodes(api: Api, count: number): Promise<void> {
  const { id: promotionId } = await api.write<Promotion>("promotions.set", {
    name: "Willkommen",
    trigger: "code",
    effect: { kind: "order_percentage", ppm: 100_000 },
  });
  for (let made = 0; made < count; made += codesAtOnce)
    await api.write("promotions.generateCodes", {
      promotionId,
      count: Math.min(codesAtOnce, count - made),
      prefix: "HALLO-",
    });
}

/** An order with as many lines as a cart can have. */
export async function longOrder(api: Api, shop: Storefront, count: number): Promise<void> {
  const { items } = await api.read<StockList>("catalog.listStockItems", { first: 100 });
  const wanted = items.filter(({ available, status }) => available > 0 && status === "active");
  const lines = wanted.slice(0, Math.min(linesOfAnOrder, count)).map(({ variantId }) => ({ variantId, quantity: 1 }));
  await buy(shop, 2_000_000, lines);
}
