import { chainHash } from "@meridian/core/platform/audit";
import { copyJson, nthId } from "./copy.ts";
import { nthPerson } from "./names.ts";
import type { Row, Shelf } from "./shelf.ts";

const atOnce = 250;
const hour = 3_600_000;
/** Every fifth order is this customer's: somebody whose page is long. */
const loyal = 5;
const buyerOf = (n: number): number => (n % loyal === 0 ? loyal : n);

/** What belongs to one order, and how it is found by the order's row. */
const belongings = {
  customers: "id = $1->>'customer_id'",
  carts: "id = $1->>'cart_id'",
  cart_lines: "cart_id = $1->>'cart_id'",
  checkouts: "id = $1->>'checkout_id'",
  payments: "checkout_id = $1->>'checkout_id'",
  reservations: "owner_id = $1->>'stock_owner'",
  orders: "id = $1->>'id'",
  order_lines: "order_id = $1->>'id'",
  order_tax_lines: "order_id = $1->>'id'",
  order_transitions: "order_id = $1->>'id'",
  refunds: "order_id = $1->>'id'",
  fulfilments: "order_id = $1->>'id'",
  notifications: "order_id = $1->>'id'",
  consent_subjects: "id = $1->'consent'->>'subjectId'",
  consent_entries: "subject_id = $1->'consent'->>'subjectId' order by seq",
  stock_movements: `reference = $1->>'stock_owner' or reference = $1->>'id'
    or reference in (select id from fulfilments f where f.order_id = $1->>'id')
    or reference in (select id from flow_runs f where f.intent->>'orderId' = $1->>'id')`,
} as const;
type Table = keyof typeof belongings;
/** Those of customers come first: everybody has one, and only some have orders. */
const tables = Object.keys(belongings) as Table[];
/** What was bought stays what it is. */
const shared = ["prd", "var"];

interface Sample {
  readonly order: Row;
  readonly rows: Readonly<Record<Table, string>>;
}

const text = (row: Row, key: string): string => String(row[key]);

async function sampleOf(shelf: Shelf, id: string): Promise<Sample> {
  const [order = {}] = await shelf.rows("orders", "id = $1", [id]);
  const rows: [string, string][] = [];
  for (const [table, where] of Object.entries(belongings))
    rows.push([
      table,
      JSON.stringify(await shelf.rows(table, where.replaceAll("$1", "$1::jsonb"), [JSON.stringify(order)])),
    ]);
  return { order, rows: Object.fromEntries(rows) as Record<Table, string> };
}

/** The chain of a subject's choices, made anew over what the copy says. */
function chained(entries: readonly Row[]): { entries: readonly Row[]; hash: string } {
  let hash = "";
  const made = entries.map((row) => {
    hash = chainHash(hash, {
      subjectId: row["subject_id"],
      seq: row["seq"],
      at: row["at"],
      marketId: row["market_id"],
      policy: row["policy"],
      policyVersion: row["policy_version"],
      policyHash: row["policy_hash"],
      locale: row["locale"],
      method: row["method"],
      gpc: row["gpc"],
      choices: row["choices"],
    });
    return { ...row, hash };
  });
  return { entries: made, hash };
}

function copyOf(samples: readonly Sample[], n: number, count: number, now: number, firstNumber: number) {
  const sample = samples[n % samples.length];
  if (sample === undefined) throw new Error("There is no order to copy.");
  const placedAt = now - (count - n + 1) * hour;
  const shift = placedAt - Date.parse(text(sample.order, "placed_at"));
  const theirs = buyerOf(n);
  const buyer = nthPerson(theirs);
  const owner = nthId(text(samples[theirs % samples.length]?.order ?? {}, "customer_id"), theirs);
  const said = [
    [text(sample.order, "email"), buyer.email],
    [text(sample.order, "name"), buyer.name],
  ] as const;
  const change = { n, shift, shared, ids: new Map([[text(sample.order, "customer_id"), owner]]), texts: new Map(said) };
  const copy = (table: Table, more: ReadonlyMap<string, string> = new Map()) =>
    JSON.parse(copyJson(sample.rows[table], { ...change, texts: new Map([...said, ...more]) })) as readonly Row[];
  const { entries, hash } = chained(copy("consent_entries"));
  const anew = new Map([[text((sample.order["consent"] ?? {}) as Row, "hash"), hash]]);
  const rows = Object.fromEntries(tables.map((table) => [table, copy(table, anew)])) as Record<Table, readonly Row[]>;
  return {
    ...rows,
    consent_entries: entries,
    consent_subjects: rows.consent_subjects.map((row) => ({ ...row, hash })),
    orders: rows.orders.map((row) => ({ ...row, number: String(firstNumber + n - 1) })),
    customers: [],
  };
}

/** Everybody who has an account: those who bought once, one who buys all the time, and those who never did. */
function customerOf(samples: readonly Sample[], n: number, count: number, now: number): Row[] {
  const sample = samples[n % samples.length];
  if (sample === undefined) return [];
  const at = (order: number) => new Date(now - (count - order + 1) * hour).toISOString();
  const orders = n === loyal ? Math.floor(count / loyal) : Number(n % loyal !== 0);
  const last = n === loyal ? count - (count % loyal) : n;
  const rows = JSON.parse(copyJson(sample.rows.customers, { n })) as readonly Row[];
  const shown = { ...nthPerson(n), created_at: at(n), updated_at: at(last) };
  return rows.map((row) => ({ ...row, ...shown, orders_count: orders, last_order_at: orders === 0 ? null : at(last) }));
}

/** Puts on the shelf what the copies have taken, so that no more is sold than there is, and says so. */
async function restock(shelf: Shelf): Promise<void> {
  await shelf.query(`
    with copied as (
      select variant_id, location_id, sum(on_hand)::int as on_hand, sum(reserved)::int as reserved
      from stock_movements where reference ~ '^[a-z]+_00[0-9a-f]{8}' and kind <> 'import' group by 1, 2),
    put as (
      insert into stock_movements (reference, kind, variant_id, location_id, on_hand, reserved, note, at)
      select 'mov_' || substr(md5(variant_id), 1, 26), 'adjust', variant_id, location_id, reserved - on_hand, 0,
        'Wareneingang', now() from copied where reserved <> on_hand)
    update stock_levels l set on_hand = l.on_hand + c.reserved, reserved = l.reserved + c.reserved
    from copied c where c.variant_id = l.variant_id and c.location_id = l.location_id`);
}

/** Fills the shop with `count` customers and as many orders with all that belongs to them: copies of real ones. */
export async function copyOrders(shelf: Shelf, ids: readonly string[], count: number, now: Date): Promise<void> {
  const samples: Sample[] = [];
  for (const id of ids) samples.push(await sampleOf(shelf, id));
  const [series] = await shelf.query<{ first: number }>(
    "update number_series set last = last + $1 where name = 'orders' returning last - $1 + 1 as first",
    [count],
  );
  for (let from = 1; from <= count; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - from + 1) }, (_, i) => from + i);
    await shelf.add(
      "customers",
      numbers.flatMap((n) => customerOf(samples, n, count, now.getTime())),
    );
    const copies = numbers.map((n) => copyOf(samples, n, count, now.getTime(), Number(series?.first)));
    for (const table of tables)
      await shelf.add(
        table,
        copies.flatMap((copy) => copy[table]),
      );
  }
  await restock(shelf);
}
