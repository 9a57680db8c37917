import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { infra } from "./infra-tables.ts";
import { purgeSweep } from "./purge.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const hours = (count: number): Date => new Date(shop.clock.now().getTime() + count * 3_600_000);

async function fill(): Promise<void> {
  const db = infra(shop.service().db);
  const key = (name: string, expires: Date) => ({
    scope: "test",
    key: name,
    fingerprint: "f",
    flow_id: null,
    answer: "{}",
    created_at: hours(-100),
    expires_at: expires,
  });
  await db
    .insertInto("idempotency_keys")
    .values([key("expired", hours(-1)), key("living", hours(1))])
    .execute();
  const flow = (id: string, state: "started" | "finished", at: Date | null) => ({
    id,
    name: "test.flow",
    intent: "{}",
    answer: "{}",
    state,
    lease_until: hours(-300),
    created_at: hours(-300),
    finished_at: at,
  });
  await db
    .insertInto("flow_runs")
    .values([
      flow("flw_old", "finished", hours(-24 * 8)),
      flow("flw_young", "finished", hours(-24 * 6)),
      flow("flw_stuck", "started", null),
    ])
    .execute();
  const event = (id: string, aggregate: string, seq: number, published: Date | null) => ({
    id,
    type: "test.happened",
    aggregate_id: aggregate,
    seq,
    payload: "{}",
    created_at: hours(-24 * 40),
    published_at: published,
  });
  const job = (id: string, state: "queued" | "done" | "failed", finished: Date | null) => ({
    id,
    kind: "test.job",
    payload: "{}",
    state,
    progress: null,
    result: null,
    error_code: null,
    run_at: hours(-24 * 200),
    lease_until: null,
    created_at: hours(-24 * 200),
    finished_at: finished,
  });
  await db
    .insertInto("jobs")
    .values([
      job("job_done", "done", hours(-24 * 101)),
      job("job_failed", "failed", hours(-24 * 101)),
      job("job_recent", "done", hours(-24 * 99)),
      job("job_waiting", "queued", null),
    ])
    .execute();
  const longAgo = hours(-24 * 31);
  await db
    .insertInto("outbox_events")
    .values([
      event("evt_a1", "a", 1, longAgo),
      event("evt_a2", "a", 2, longAgo),
      event("evt_a3", "a", 3, hours(-1)),
      event("evt_b1", "b", 1, longAgo),
      event("evt_c1", "c", 1, null),
      event("evt_c2", "c", 2, longAgo),
    ])
    .execute();
}

test("deletes what has served its time, and nothing that is still asked for", async () => {
  await fill();
  const next = await purgeSweep.sweep(shop.service());
  const db = infra(shop.service().db);
  const keys = await db.selectFrom("idempotency_keys").select("key").where("scope", "=", "test").execute();
  expect(keys.map(({ key }) => key)).toEqual(["living"]);
  const flows = await db.selectFrom("flow_runs").select("id").where("name", "=", "test.flow").orderBy("id").execute();
  expect(flows.map(({ id }) => id)).toEqual(["flw_stuck", "flw_young"]);
  const jobs = await db.selectFrom("jobs").select("id").where("kind", "=", "test.job").orderBy("id").execute();
  expect(jobs.map(({ id }) => id)).toEqual(["job_recent", "job_waiting"]);
  const left = await db
    .selectFrom("outbox_events")
    .select("id")
    .where("type", "=", "test.happened")
    .orderBy("id")
    .execute();
  // The last of each aggregate stays for its number, the unpublished one for its consumers.
  expect(left.map(({ id }) => id)).toEqual(["evt_a3", "evt_b1", "evt_c1", "evt_c2"]);
  expect(next).toEqual(hours(24));
});
