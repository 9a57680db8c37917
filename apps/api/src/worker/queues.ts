import type { QueueFigures } from "@meridian/core/operators";
import { createPostgresBackend, Queue as RedisQueue, withBackend, Worker as RedisWorker } from "bullmq";
import { Redis } from "ioredis";

/** Which job of which tenant: everything else is read from the tenant's own tables. */
export interface Ticket {
  readonly tenantId: string;
  readonly id: string;
  /** A job's attempt, or the name of an event's consumer. */
  readonly part: string;
}

export interface TicketQueue {
  add(tickets: readonly Ticket[]): Promise<void>;
  /** Starts handing tickets to `work`. */
  work(
    concurrency: number,
    work: (ticket: Ticket) => Promise<void>,
    onFailure: (ticket: Ticket | undefined, error: Error) => void,
  ): void;
  close(): Promise<void>;
}

export interface WatchedQueue extends TicketQueue {
  /** How many tickets wait, are worked on, are tried again later, and were given up. */
  figures(): Promise<QueueFigures>;
}

export type QueueBackend = { readonly redisUrl: string } | { readonly postgresUrl: string };

/** They reach over two days: the control plane or a mail server may be away for one. */
const jobOptions = {
  attempts: 104,
  backoff: { type: "custom" as const },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 7 * 24 * 3_600 },
};

/** A second, doubled with each failure, at most half an hour: what was away and is back is noticed soon enough. */
const settings = {
  backoffStrategy: (failures: number): number => Math.min(1_000 * 2 ** (failures - 1), 1_800_000),
};

/** Seconds after which an idle queue is looked at although nobody rang. */
const drainDelay = 30;

type Processor = (job: { readonly data: Ticket }) => Promise<void>;

const onPostgres = withBackend(createPostgresBackend);

function postgresParts(name: string, url: string) {
  const connection = () => ({ connectionString: url, migrate: true, max: 3 });
  return {
    queue: new onPostgres.Queue<Ticket, void>(name, { connection: connection() }),
    startWorker: (work: Processor, concurrency: number) =>
      new onPostgres.Worker<Ticket, void>(name, work, { connection: connection(), concurrency, drainDelay, settings }),
  };
}

function redisParts(name: string, url: string) {
  const connection = () => new Redis(url, { maxRetriesPerRequest: null });
  return {
    queue: new RedisQueue<Ticket, void>(name, { connection: connection() }),
    startWorker: (work: Processor, concurrency: number) =>
      new RedisWorker<Ticket, void>(name, work, { connection: connection(), concurrency, drainDelay, settings }),
  };
}

/** A BullMQ queue on PostgreSQL, or on Redis where one is given: the same code for both. */
export function openQueue(name: string, backend: QueueBackend): WatchedQueue {
  const { queue, startWorker } =
    "redisUrl" in backend ? redisParts(name, backend.redisUrl) : postgresParts(name, backend.postgresUrl);
  let stopWorker: () => Promise<void> = async () => undefined;
  return {
    add: async (tickets) => {
      for (const ticket of tickets)
        await queue.add(name, ticket, { ...jobOptions, jobId: `${ticket.id}-${ticket.part}` });
    },
    work: (concurrency, work, onFailure) => {
      const worker = startWorker((job) => work(job.data), concurrency);
      worker.on("failed", (job: { readonly data: Ticket } | undefined, error: Error) => onFailure(job?.data, error));
      const lost = (error: Error): void => onFailure(undefined, error);
      worker.on("error", lost);
      queue.on("error", lost);
      stopWorker = () => worker.close();
    },
    figures: async () => {
      const counts = await queue.getJobCounts("waiting", "prioritized", "active", "delayed", "failed");
      const of = (name: string): number => Math.max(0, counts[name] ?? 0);
      return {
        waiting: of("waiting") + of("prioritized"),
        active: of("active"),
        delayed: of("delayed"),
        failed: of("failed"),
      };
    },
    close: async () => {
      await stopWorker();
      await queue.close();
    },
  };
}
