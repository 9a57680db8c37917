import { askToWake, noteTouched, tenantById } from "@meridian/core/tenants";
import type { EventConsumer } from "@meridian/core/platform/jobs";
import { observed } from "@meridian/core/platform/observe";
import { eventById, markPublished, unpublishedEvents } from "@meridian/core/platform/sweeps";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { eachDue } from "./each-due.ts";
import type { Ticket, TicketQueue } from "./queues.ts";

const batch = 100;

/** Passes outbox events on to their consumers' queue: a ticket for each consumer of each event. */
export function relayOutbox(
  runtime: RegionRuntime,
  queue: TicketQueue,
  consumers: readonly EventConsumer[],
): Promise<void> {
  return eachDue(runtime, "outbox", async (tenant, now) => {
    const { db } = serviceContext(runtime, tenant, "relay");
    const events = await unpublishedEvents(db, batch);
    const tickets = events.flatMap((event) =>
      consumers
        .filter((consumer) => consumer.type === event.type)
        .map((consumer): Ticket => ({ tenantId: tenant.id, id: event.id, part: consumer.name })),
    );
    await queue.add(tickets);
    const ids = events.map((event) => event.id);
    // Whoever woke the shop, it sells: it rests no sooner than others.
    if (tenant.rousedAt !== null && events.some(({ type }) => type === "order.placed"))
      await noteTouched(runtime.regionDb, tenant.id, now);
    if (ids.length > 0) await markPublished(db, ids, now);
    return ids.length === batch ? now : null;
  });
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
  if (event !== undefined) await observed(ctx, `event.${consumer.name}`, () => consumer.handle(ctx, event));
}
