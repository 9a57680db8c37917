import { SpanStatusCode, trace } from "@opentelemetry/api";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { DomainError } from "../kernel/errors.ts";

/**
 * The process's metrics, shown by `/metrics`. Labels are bounded: verbs and outcomes; tenants in one figure alone, and
 * there so many as were served last. Nothing of a person is ever a label.
 */
export const metrics = new Registry();

/** A figure that only grows. */
export const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> =>
  new Counter({ name, help, labelNames: [...labelNames], registers: [metrics] });
/** A figure that rises and falls. */
export const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]): Gauge<L> =>
  new Gauge({ name, help, labelNames: [...labelNames], registers: [metrics] });
/** How long something took, seconds. */
export const histogram = (name: string, help: string, buckets: readonly number[]): Histogram =>
  new Histogram({ name, help, buckets: [...buckets], registers: [metrics] });

const calls = new Counter({
  name: "meridian_verb_calls_total",
  help: "Calls of verbs by outcome: ok, or the kind of the error.",
  labelNames: ["verb", "outcome"],
  registers: [metrics],
});
const seconds = new Histogram({
  name: "meridian_verb_seconds",
  help: "Time a verb took, its transactions and outside calls included.",
  labelNames: ["verb"],
  buckets: [0.001, 0.005, 0.02, 0.05, 0.2, 1, 5],
  registers: [metrics],
});
/** Requests that were refused because an address or a shop asked too much. */
export const rateLimited = new Counter({
  name: "meridian_rate_limited_total",
  help: "Requests that were refused because an address or a shop asked too much.",
  labelNames: ["scope"],
  registers: [metrics],
});
const tenantCalls = new Counter({
  name: "meridian_tenant_calls_total",
  help: "Calls of verbs for a tenant: ok, refused, or failed by our own fault. Of the tenants that were served last.",
  labelNames: ["tenant", "outcome"],
  registers: [metrics],
});
const tracer = trace.getTracer("meridian");

/** A region has thousands of tenants, and a scraper keeps each series that it ever saw. */
const mostTenants = 500;
const outcomes = ["ok", "refused", "failed"] as const;
const served = new Set<string>();

function countFor(tenant: string, outcome: (typeof outcomes)[number]): void {
  served.delete(tenant);
  served.add(tenant);
  tenantCalls.inc({ tenant, outcome });
  const oldest = served.values().next().value;
  if (served.size <= mostTenants || oldest === undefined) return;
  served.delete(oldest);
  for (const one of outcomes) tenantCalls.remove({ tenant: oldest, outcome: one });
}

/** What a span and a metric tell of the context that something runs in: ids, and nothing else. */
interface Observable {
  readonly requestId: string;
  readonly region: string;
  readonly tenant?: { readonly id: string };
}

/** Runs a verb under its span, counts and times it, and logs an unexpected failure once. */
export async function observed<T>(
  { requestId, region, tenant }: Observable,
  verb: string,
  run: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  return tracer.startActiveSpan(verb, async (span) => {
    span.setAttribute("meridian.request_id", requestId);
    span.setAttribute("meridian.region", region);
    if (tenant !== undefined) span.setAttribute("meridian.tenant_id", tenant.id);
    try {
      const result = await run();
      calls.inc({ verb, outcome: "ok" });
      if (tenant !== undefined) countFor(tenant.id, "ok");
      return result;
    } catch (error) {
      const kind = error instanceof DomainError ? error.kind : "internal";
      calls.inc({ verb, outcome: kind });
      if (tenant !== undefined) countFor(tenant.id, /^(?:internal|unavailable)$/.test(kind) ? "failed" : "refused");
      span.setStatus({ code: SpanStatusCode.ERROR, message: kind });
      throw error;
    } finally {
      seconds.observe({ verb }, (performance.now() - started) / 1000);
      span.end();
    }
  });
}
