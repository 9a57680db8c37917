import { newId } from "./ids.ts";
import { invalidRequest } from "./errors.ts";
import type { Call } from "./emulator.ts";
import type { EventType, StripeEvent } from "./records.ts";
import { endpointsFor } from "./webhook-endpoints.ts";

/** The version that the library in use speaks; endpoints may ask for none other. */
export const API_VERSION = "2026-10-28.endive";

/** Records an event with a snapshot of the object, and one delivery for each endpoint that listens. */
export function emit(call: Call, type: EventType, object: object): void {
  const { emulator, owner } = call;
  const endpoints = endpointsFor(emulator.store, call, type);
  const event: StripeEvent = {
    id: newId("evt"),
    object: "event",
    api_version: API_VERSION,
    created: emulator.now(),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: call.request,
    type,
  };
  emulator.store.put("event", owner, event.id, event);
  for (const { owner: endpointOwner, id } of endpoints) {
    emulator.deliverer.enqueue({ event: event.id, eventOwner: owner, endpoint: id, endpointOwner });
  }
}

export function eventFilter(params: {
  type?: string | undefined;
  types?: string[] | undefined;
}): (event: StripeEvent) => boolean {
  if (params.type !== undefined && params.types !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: type, types.", {
      code: "parameters_exclusive",
      param: "type",
    });
  }
  const wanted = params.types ?? (params.type === undefined ? ["*"] : [params.type]);
  return (event) => wanted.some((pattern) => typeMatches(pattern, event.type));
}

function typeMatches(pattern: string, type: string): boolean {
  return pattern === type || pattern === "*" || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));
}
