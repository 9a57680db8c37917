import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import { transaction, type Tx } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  adjustStock,
  availability,
  commitReservation,
  listStock,
  releaseExpired,
  releaseReservation,
  reserve,
  restock,
  setCountedStock,
  setStockPolicies,
} from "./index.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const inTx = <T>(work: (tx: Tx<"tenant">) => Promise<T>): Promise<T> => transaction(shop.service().db, work);
const sql = (text: string, values: unknown[] = []) =>
  shop.database.owner.query(text.replaceAll("{schema}", `"${shop.tenant.schema}"`), values);

/** A variant with its stock; inventory only needs the row to exist. */
async function variant(onHand: number, policy: { tracked?: boolean; backorder?: boolean } = {}): Promise<Id<"var">> {
  const [product, id] = [newId("prd"), newId("var")];
  await sql(
    `insert into {schema}.products (id, status, tax_class, tags, custom_fields, options, created_at, updated_at)
     values ($1, 'draft', 'standard', '[]', '{}', '[]', now(), now())`,
    [product],
  );
  await sql("insert into {schema}.variants (id, product_id, option_values, position) values ($1, $2, '{}', 0)", [
    id,
    product,
  ]);
  await inTx(async (tx) => {
    await setStockPolicies(tx, [{ variantId: id, ...policy }], shop.clock.now());
    if (onHand > 0) await setCountedStock(tx, [{ variantId: id, onHand }], `count-${id}`, shop.clock.now());
  });
  return id;
}

const until = () => addSeconds(shop.clock.now(), 900);
const hold = (ownerId: string, demands: { variantId: string; quantity: number }[]) =>
  inTx((tx) => reserve(tx, { ownerId, demands, until: until(), now: shop.clock.now() }));
const free = async (id: string) => (await availability(shop.service().db, [id])).get(id)?.available;
/** Levels whose ledger or reservations do not add up to them. */
const mismatches = async () => {
  const { rows } = await sql(`
    select l.variant_id from {schema}.stock_levels l
    where (l.on_hand, l.reserved) <> (select coalesce(sum(m.on_hand), 0), coalesce(sum(m.reserved), 0)
        from {schema}.stock_movements m where m.variant_id = l.variant_id and m.location_id = l.location_id)
      or l.reserved <> (select coalesce(sum(r.quantity), 0) from {schema}.reservations r
        where r.variant_id = l.variant_id and r.location_id = l.location_id and r.state <> 'released')`);
  return rows.length;
};

describe("reserving", () => {
  test("200 buyers at once for 50 pieces: exactly 50 get one", async () => {
    const id = await variant(50);
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) => hold(`buyer-${id}-${i}`, [{ variantId: id, quantity: 1 }])),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(150);
    for (const result of refused) expect(result.reason).toMatchObject({ code: "inventory.out_of_stock" });
    expect(await free(id)).toBe(0);
    expect(await mismatches()).toBe(0);
  });

  test("crossed baskets at once neither deadlock nor oversell", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => variant(30)));
    const baskets = Array.from({ length: 120 }, (_, i) =>
      [i % 6, (i * 5 + 1) % 6, (i * 3 + 2) % 6].map((at) => ({ variantId: ids[at] ?? "", quantity: 1 + (i % 2) })),
    );
    const results = await Promise.allSettled(baskets.map((demands, i) => hold(`crossed-${i}`, demands)));
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "inventory.out_of_stock" });
    }
    for (const id of ids) expect(await free(id)).toBeGreaterThanOrEqual(0);
    expect(await mismatches()).toBe(0);
  });

  test("two lines of one variant share its last piece", async () => {
    const id = await variant(1);
    const lines = [
      { variantId: id, quantity: 1 },
      { variantId: id, quantity: 1 },
    ];
    await expect(hold("two-lines", lines)).rejects.toMatchObject({
      kind: "conflict",
      code: "inventory.out_of_stock",
      details: { variantIds: [id], available: { [id]: 1 } },
    });
    expect(await free(id)).toBe(1);
  });

  test("all or nothing, and a variant without stock is out of stock", async () => {
    const [there, unknown] = [await variant(5), newId("var")];
    const demands = [
      { variantId: there, quantity: 2 },
      { variantId: unknown, quantity: 1 },
    ];
    await expect(hold("half", demands)).rejects.toMatchObject({ details: { variantIds: [unknown] } });
    expect(await free(there)).toBe(5);
  });

  test("back-orders go below zero, the untracked has no end", async () => {
    const [later, endless] = [await variant(2, { backorder: true }), await variant(0, { tracked: false })];
    await hold("back", [
      { variantId: later, quantity: 5 },
      { variantId: endless, quantity: 9_000 },
    ]);
    expect(await free(later)).toBe(-3);
    expect(await mismatches()).toBe(0);
  });

  test("several locations are emptied in turn", async () => {
    const id = await variant(3);
    const other = newId("loc");
    await sql("insert into {schema}.stock_locations (id, name) values ($1, 'Second')", [other]);
    await sql("insert into {schema}.stock_levels (variant_id, location_id, updated_at) values ($1, $2, now())", [
      id,
      other,
    ]);
    const add = { kind: "add", quantity: 4 } as const;
    await adjustStock(shop.staff(), {
      variantId: id,
      locationId: other,
      change: add,
      expectedOnHand: null,
      reason: null,
    });
    await hold("spread", [{ variantId: id, quantity: 5 }]);
    const { rows } = await sql(
      "select location_id, quantity from {schema}.reservations where owner_id = 'spread' order by 1",
    );
    expect(rows.map((row: { quantity: number }) => row.quantity)).toEqual([3, 2]);
    expect(await free(id)).toBe(2);
    await expect(hold("spread", [{ variantId: id, quantity: 1 }])).rejects.toMatchObject({
      code: "inventory.already_reserved",
    });
  });
});

describe("what becomes of a reservation", () => {
  test("released, committed and restocked once each, however often", async () => {
    const id = await variant(10);
    const [given, kept] = [`given-${id}`, `kept-${id}`];
    await hold(given, [{ variantId: id, quantity: 3 }]);
    await hold(kept, [{ variantId: id, quantity: 4 }]);
    for (let i = 0; i < 2; i++) {
      await inTx((tx) => releaseReservation(tx, given, shop.clock.now()));
      expect(await inTx((tx) => commitReservation(tx, kept))).toBe("committed");
      expect(await inTx((tx) => commitReservation(tx, given))).toBe("gone");
      await inTx((tx) => releaseReservation(tx, kept, shop.clock.now()));
      const items = [{ variantId: id, quantity: 1 }];
      await inTx((tx) => restock(tx, { ownerId: kept, reference: `ref-${id}`, items, now: shop.clock.now() }));
    }
    expect(await free(id)).toBe(7);
    const items = [{ variantId: id, quantity: 4 }];
    const tooMany = inTx((tx) => restock(tx, { ownerId: kept, reference: "ref-2", items, now: shop.clock.now() }));
    await expect(tooMany).rejects.toMatchObject({ code: "inventory.restock_too_many", details: { held: 3 } });
    expect(await mismatches()).toBe(0);
  });

  test("what ran out is free again, what was paid stays", async () => {
    const id = await variant(5);
    await hold(`slow-${id}`, [{ variantId: id, quantity: 2 }]);
    await hold(`paid-${id}`, [{ variantId: id, quantity: 1 }]);
    await inTx((tx) => commitReservation(tx, `paid-${id}`));
    expect(await releaseExpired(shop.service())).not.toBeNull();
    shop.clock.advance(901);
    expect(await releaseExpired(shop.service())).toBeNull();
    expect(await free(id)).toBe(4);
    expect(await mismatches()).toBe(0);
  });

  test("the ledger adds up after any sequence of acts", async () => {
    const id = await variant(20);
    let turn = 0;
    const act = fc.record({
      act: fc.constantFrom("hold", "commit", "release", "restock", "count"),
      owner: fc.nat(4),
      n: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const run = turn++;
        for (const { act: kind, owner, n } of acts) {
          const [ownerId, now] = [`p${run}-${owner}`, shop.clock.now()];
          const demands = [{ variantId: id, quantity: n }];
          const work: Promise<unknown> =
            kind === "hold"
              ? hold(ownerId, demands)
              : kind === "count"
                ? inTx((tx) => setCountedStock(tx, [{ variantId: id, onHand: 20 + n }], `c${run}-${owner}`, now))
                : inTx<unknown>((tx) => {
                    if (kind === "commit") return commitReservation(tx, ownerId);
                    if (kind === "release") return releaseReservation(tx, ownerId, now);
                    return restock(tx, { ownerId, reference: `r${run}-${owner}`, items: demands, now });
                  });
          await work.catch((error: unknown) => expect(error).toMatchObject({ kind: "conflict" }));
        }
        expect(await mismatches()).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});

describe("staff", () => {
  test("count, add, and are refused what cannot be", async () => {
    const id = await variant(10);
    await hold(`s-${id}`, [{ variantId: id, quantity: 4 }]);
    const adjust = (change: Parameters<typeof adjustStock>[1]["change"], expectedOnHand: number | null = null) =>
      adjustStock(shop.staff("editor"), {
        variantId: id,
        locationId: null,
        change,
        expectedOnHand,
        reason: "Stocktaking",
      });
    expect(await adjust({ kind: "add", quantity: -1 })).toMatchObject({ onHand: 9, reserved: 4, available: 5 });
    expect(await adjust({ kind: "set", onHand: 12 }, 9)).toMatchObject({ onHand: 12 });
    await expect(adjust({ kind: "set", onHand: 12 }, 9)).rejects.toMatchObject({ code: "inventory.stale" });
    await expect(adjust({ kind: "set", onHand: 3 })).rejects.toMatchObject({ code: "inventory.below_reserved" });
    await expect(adjust({ kind: "add", quantity: -50 })).rejects.toMatchObject({ code: "inventory.below_zero" });
    const page = await listStock(shop.staff("viewer"), { first: 1, after: null, variantIds: [id], availableAtMost: 8 });
    expect(page).toMatchObject({ items: [{ variantId: id, onHand: 12, available: 8, location: "Main" }], next: null });
    await expect(
      adjustStock(shop.staff("viewer"), {
        variantId: id,
        locationId: null,
        change: { kind: "add", quantity: 1 },
        expectedOnHand: null,
        reason: null,
      }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });
});
