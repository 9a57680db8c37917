import { askToWake, tenantById } from "@meridian/core/tenants";
import { dueTenants, settleDue } from "@meridian/core/platform/due";
import type { EventConsumer } from "@meridian/core/platform/jobs";
import { eventById, markPublished, unpublishedEvents } from "@meridian/core/platform/sweeps";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { dueForSleeper } from "./sleeper.ts";
import type { Ticket, TicketQueue } from "./queues.ts";

const batch = 100;

/** Passes outbox events on to their consumers' queue: a ticket for each consumer of each event. */
export async function relayOutbox(
  runtime: RegionRuntime,
  queue: TicketQueue,
  consumers: readonly EventConsumer[],
): Promise<void> {
  const now = runtime.now();
  for (const due of await dueTenants(runtime.regionDb, "outbox", now, 50)) {
    const tenant = await tenantById(runtime.regionDb, due.tenantId);
    if (tenant?.awake === false) {
      const next = await dueForSleeper(runtime, tenant, "outbox", now);
      await settleDue(runtime.regionDb, "outbox", due, next, now);
      continue;
    }
    let events: Awaited<ReturnType<typeof unpublishedEvents>> = [];
    if (tenant !== undefined) {
      const { db } = serviceContext(runtime, tenant, "relay");
      events = await unpublishedEvents(db, batch);
      const tickets = events.flatMap((event) =>
        consumers
          .filter((consumer) => consumer.type === event.type)
          .map((consumer): Ticket => ({ tenantId: tenant.id, id: event.id, part: consumer.name })),
      );
      await queue.add(tickets);
      if (events.length > 0)
        await markPublished(
          db,
          events.map((event) => event.id),
          now,
        );
    }
    await settleDue(runtime.regionDb, "outbox", due, events.length === batch ? now : null, now);
  }
}

/** Hands one event to one consumer. The consumer may see it again after a crash and tells by its id. */
export async function consumeTicket(
  runtime: RegionRuntime,
  consumers: readonly EventConsumer[],
  ticket: Ticket,
): Promise<void> {
  const tenant = await tenantById(runtime.regionDb, ticket.tenantId);
  const consumer = consumers.find((candidate) => candidate.name === ticket.part);
  if (tenant === undefined || consumer === undefined) return;
  // The queue tries again, ever later.
  if (!tenant.awake) await askToWake(runtime.regionDb, tenant.id, runtime.now());
  const ctx = serviceContext(runtime, tenant, consumer.name);
  const event = await eventById(ctx.db, ticket.id);
  if (event !== undefined) await consumer.handle(ctx, event);
}
