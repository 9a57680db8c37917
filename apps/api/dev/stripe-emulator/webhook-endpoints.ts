import * as z from "zod";
import type { Call } from "./emulator.ts";
import { invalidRequest, noSuch } from "./errors.ts";
import { newId } from "./ids.ts";
import { clearable, flag, list, mergeMetadata, metadata, text, url } from "./params.ts";
import type { EndpointRecord, EventType } from "./records.ts";
import type { Store } from "./store.ts";

const MAX_ENDPOINTS = 16;

const eventTypes = list(text(100).regex(/^(?:\*|[a-z_]+(?:\.[a-z_]+)+)$/, { error: "Unknown event type" }));

export const createEndpointParams = z.strictObject({
  url,
  enabled_events: eventTypes,
  api_version: text(40).optional(),
  connect: flag.optional(),
  description: clearable().optional(),
  metadata: metadata.optional(),
});

export const updateEndpointParams = z.strictObject({
  url: url.optional(),
  enabled_events: eventTypes.optional(),
  description: clearable().optional(),
  disabled: flag.optional(),
  metadata: metadata.optional(),
});

export function createEndpoint(call: Call, params: z.output<typeof createEndpointParams>): object {
  const { store, now } = call.emulator;
  if (store.list("endpoint", call.owner).length >= MAX_ENDPOINTS) {
    throw invalidRequest(`You have reached the maximum of ${MAX_ENDPOINTS} test webhook endpoints.`);
  }
  const record: EndpointRecord = {
    endpoint: {
      id: newId("we"),
      object: "webhook_endpoint",
      api_version: params.api_version ?? null,
      application: null,
      created: now(),
      description: params.description ?? null,
      enabled_events: params.enabled_events,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata ?? {}),
      status: "enabled",
      url: params.url,
    },
    secret: newId("whsec", 32),
    connect: params.connect ?? false,
  };
  store.put("endpoint", call.owner, record.endpoint.id, record);
  return { ...record.endpoint, secret: record.secret };
}

export function getEndpoint(call: Call, id: string): EndpointRecord {
  const record = call.emulator.store.get("endpoint", call.owner, id);
  if (!record) throw noSuch("webhook endpoint", id, "webhook_endpoint");
  return record;
}

export function updateEndpoint(call: Call, params: z.output<typeof updateEndpointParams>, id: string): object {
  const record = getEndpoint(call, id);
  const { endpoint } = record;
  endpoint.url = params.url ?? endpoint.url;
  endpoint.enabled_events = params.enabled_events ?? endpoint.enabled_events;
  endpoint.metadata = mergeMetadata(endpoint.metadata, params.metadata ?? {});
  if (params.description !== undefined) endpoint.description = params.description;
  if (params.disabled !== undefined) endpoint.status = params.disabled ? "disabled" : "enabled";
  call.emulator.store.put("endpoint", call.owner, id, record);
  return endpoint;
}

export function deleteEndpoint(call: Call, _params: object, id: string): object {
  getEndpoint(call, id);
  call.emulator.store.remove("endpoint", call.owner, id);
  return { id, object: "webhook_endpoint", deleted: true };
}

/** The account's own endpoints, and those of its platform that listen to connected accounts. */
export function endpointsFor(store: Store, call: Call, type: EventType): { owner: string; id: string }[] {
  const { platform } = call.account;
  const own = store.list("endpoint", call.owner).filter((record) => !record.connect);
  const above = platform === null ? [] : store.list("endpoint", platform).filter((record) => record.connect);
  return [
    ...own.filter((record) => listens(record, type)).map((record) => ({ owner: call.owner, id: record.endpoint.id })),
    ...above
      .filter((record) => listens(record, type))
      .map((record) => ({ owner: platform ?? call.owner, id: record.endpoint.id })),
  ];
}

function listens({ endpoint }: EndpointRecord, type: EventType): boolean {
  return (
    endpoint.status === "enabled" && endpoint.enabled_events.some((enabled) => enabled === "*" || enabled === type)
  );
}
