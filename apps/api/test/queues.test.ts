import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { openQueue, type QueueBackend, type Ticket, type TicketQueue } from "../src/worker/queues.ts";
import { until } from "./support/merchant.ts";
import { startRedis, type TestRedis } from "./support/redis.ts";

const redis: TestRedis | null = await startRedis();
console.log(`queues on Redis: ${redis === null ? "NOT RUN (no REDIS_URL, no redis-server)" : "RUN"}`);
afterAll(() => redis?.stop());

const backends: readonly (readonly [string, QueueBackend])[] = [
  ["PostgreSQL", { postgresUrl: process.env["TEST_DATABASE_OWNER_URL"] ?? "" }],
  ...(redis === null ? [] : [["Redis", { redisUrl: redis.url }] as const]),
];

const ticket = (id: string, part = "1"): Ticket => ({ tenantId: "ten_a", id, part });

describe.each(backends)("a queue on %s", (_name, backend) => {
  const open = (): TicketQueue => openQueue(`test-${randomBytes(4).toString("hex")}`, backend);

  it("hands every ticket out once, however often it was put in, to as many as asked at a time", async () => {
    const queue = open();
    const seen: string[] = [];
    let now = 0;
    let most = 0;
    const tickets = Array.from({ length: 30 }, (_, i) => ticket(`job_${i}`));
    await queue.add(tickets);
    await queue.add(tickets);
    queue.work(
      3,
      async ({ id }) => {
        most = Math.max(most, ++now);
        await new Promise(setImmediate);
        seen.push(id);
        now--;
      },
      () => undefined,
    );
    await until("all tickets", () => (seen.length >= tickets.length ? true : undefined));
    // One more that comes after: nothing was handed out twice before it.
    await queue.add([ticket("last")]);
    await until("the last", () => (seen.includes("last") ? true : undefined));
    expect(seen.toSorted()).toEqual([...tickets.map(({ id }) => id), "last"].toSorted());
    expect(most).toBeLessThanOrEqual(3);
    await queue.close();
  });

  it("tries a failed ticket again, and tells of each failure", async () => {
    const queue = open();
    let tries = 0;
    const failures: string[] = [];
    queue.work(
      1,
      () => (++tries < 3 ? Promise.reject(new Error(`try ${tries}`)) : Promise.resolve()),
      (failed, error) => void failures.push(`${failed?.id} ${error.message}`),
    );
    await queue.add([ticket("job_f")]);
    await until("the third try", () => (tries === 3 ? true : undefined), 30_000);
    expect(failures).toEqual(["job_f try 1", "job_f try 2"]);
    await queue.close();
  });

  it("keeps what a closed worker left for the next one", async () => {
    const name = `test-${randomBytes(4).toString("hex")}`;
    const first = openQueue(name, backend);
    await first.add([ticket("left", "1"), ticket("left", "2")]);
    await first.close();
    const second = openQueue(name, backend);
    const seen: string[] = [];
    second.work(
      2,
      ({ part }) => Promise.resolve(void seen.push(part)),
      () => undefined,
    );
    await until("both parts", () => (seen.length === 2 ? true : undefined));
    expect(seen.toSorted()).toEqual(["1", "2"]);
    await second.close();
  });
});
