import { SpanStatusCode, trace } from "@opentelemetry/api";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { DomainError } from "../kernel/errors.ts";
import type { AnyCtx } from "./context.ts";

/** The process's metrics, shown by `/metrics`. Labels are bounded: verbs and outcomes, never tenants. */
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
const tracer = trace.getTracer("meridian");

/** Runs a verb under its span, counts and times it, and logs an unexpected failure once. */
export async function observed<T>(ctx: AnyCtx, verb: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  return tracer.startActiveSpan(verb, async (span) => {
    span.setAttribute("meridian.request_id", ctx.requestId);
    span.setAttribute("meridian.region", ctx.region);
    if ("tenant" in ctx) span.setAttribute("meridian.tenant_id", ctx.tenant.id);
    try {
      const result = await run();
      calls.inc({ verb, outcome: "ok" });
      return result;
    } catch (error) {
      const kind = error instanceof DomainError ? error.kind : "internal";
      calls.inc({ verb, outcome: kind });
      span.setStatus({ code: SpanStatusCode.ERROR, message: kind });
      throw error;
    } finally {
      seconds.observe({ verb }, (performance.now() - started) / 1000);
      span.end();
    }
  });
}
