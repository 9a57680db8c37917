import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { announceAll } from "./due.ts";
import { lastly, sqlState, transaction, type Tx } from "./db.ts";
import { infra, type InfraTables } from "./infra-tables.ts";
import { newId } from "./new-id.ts";
import { type Given, statement } from "./statement.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const note = statement((own: Kysely<InfraTables>, { id, at }: Given<{ id: string; at: Date }>) =>
  own.insertInto("flow_runs").values({
    id,
    name: "test",
    intent: "{}",
    answer: null,
    state: "finished",
    lease_until: at,
    created_at: at,
    finished_at: at,
  }),
);
const put = (tx: Tx<"tenant">, id: string) => note(tx, { id, at: new Date() });
const isThere = async (id: string): Promise<boolean> =>
  (await infra(shop.staff().db).selectFrom("flow_runs").select("id").where("id", "=", id).execute()).length === 1;
const inOne = <T>(work: (tx: Tx<"tenant">) => Promise<T>) => transaction(shop.staff().db, work);

it("keeps what was left to the end of a transaction", async () => {
  const [first, last] = [newId("run"), newId("run")];
  await inOne(async (tx) => {
    await put(tx, first);
    await lastly(tx, () => put(tx, last));
  });
  expect([await isThere(first), await isThere(last)]).toEqual([true, true]);
});

it("keeps nothing when what was left to the end fails, and tells why it failed", async () => {
  const [first, after] = [newId("run"), newId("run")];
  const failed = inOne(async (tx) => {
    await put(tx, first);
    await lastly(tx, () => put(tx, first));
  });
  expect(sqlState(await failed.catch((error: unknown) => error))).toBe("23505");
  // What is sent after it fails for another reason, which nobody wants to hear.
  const followed = inOne(async (tx) => {
    await put(tx, first);
    await lastly(tx, () => put(tx, first));
    await put(tx, after);
  });
  expect(sqlState(await followed.catch((error: unknown) => error))).toBe("23505");
  expect([await isThere(first), await isThere(after)]).toEqual([false, false]);
});

it("refuses to send anything behind the commit: it would stand by itself", async () => {
  const [one, other] = [newId("run"), newId("run")];
  const two = inOne((tx) =>
    lastly(tx, async () => {
      await put(tx, one);
      await put(tx, other);
    }),
  );
  await expect(two).rejects.toThrow(/one statement/);
  expect(await isThere(other)).toBe(false);
});

it("rolls back what was passed over", async () => {
  const id = newId("run");
  const work = inOne(async (tx) => {
    await put(tx, id);
    await put(tx, id).catch(() => undefined);
  });
  await expect(work).rejects.toThrow(/had failed/);
  expect(await isThere(id)).toBe(false);
});

it("announces work of a shop again as soon as it is due earlier, or its announcement has aged", async () => {
  const { regionDb, tenant } = shop.staff();
  const sent = (at: Date, now: Date): Promise<number> => {
    const before = shop.database.statements.length;
    return announceAll(regionDb, tenant.id, [{ kind: "jobs", at }], now).then(
      () => shop.database.statements.length - before,
    );
  };
  const [now, soon] = [new Date(Date.now() + 3_600_000), new Date(Date.now() + 3_601_000)];
  expect([await sent(now, now), await sent(soon, now), await sent(now, soon)]).toEqual([1, 0, 0]);
  expect(await sent(new Date(now.getTime() - 1), now)).toBe(1);
  expect(await sent(now, new Date(now.getTime() + 3_000))).toBe(1);
});
