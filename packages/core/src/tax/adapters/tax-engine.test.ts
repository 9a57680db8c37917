import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { TaxFacts } from "../engine-schemas.ts";
import { createBreaker } from "../rules/breaker.ts";
import { askTaxEngine, type TaxEngine } from "./tax-engine.ts";

const facts: TaxFacts = {
  version: 1,
  currency: "USD",
  date: "2026-03-09",
  taxIncluded: false,
  seller: { establishment: { country: "US", region: "NY" }, registrations: [] },
  destination: { country: "US", region: "NY", postalCode: "10001" },
  customer: { status: "consumer", taxId: null },
  lines: [
    { id: "1", taxClass: "standard", quantity: 2, unitPrice: 1999, discount: 0 },
    { id: "shipping", taxClass: "shipping", quantity: 1, unitPrice: 490, discount: 0 },
  ],
};
const sales = { id: "1", reason: "standard", taxes: [{ name: "Sales tax", jurisdiction: "US-NY", ratePpm: 40_000 }] };
const carried = { id: "shipping", reason: "exempt", taxes: [] };
const right = { version: 1, engine: "Reference 1", lines: [carried, sales] };

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((closed) => server?.close(closed) ?? closed(null));
});

async function engineThat(answers: RequestListener, more: Partial<TaxEngine> = {}): Promise<TaxEngine> {
  const made = createServer(answers);
  server = made;
  await new Promise<void>((ready) => made.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  return { url, secret: "s3cret", timeoutMs: 2000, breaker: createBreaker({ failures: 3, restMs: 1000 }), ...more };
}

test("asks with the secret, and takes each line's taxes by its id", async () => {
  const seen: unknown[] = [];
  const engine = await engineThat((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization]);
    response.end(JSON.stringify(right));
  });
  expect(await askTaxEngine(engine, facts, 0)).toEqual({
    kind: "answered",
    engine: "Reference 1",
    treatments: {
      "1": {
        reason: "standard",
        taxes: [{ rateId: "engine/US-NY/Sales tax/40000", name: "Sales tax", ratePpm: 40_000, compound: false }],
      },
      shipping: { reason: "exempt", taxes: [] },
    },
  });
  expect(seen).toEqual([["POST", "/v1/taxes", "Bearer s3cret"]]);
});

const text = JSON.stringify;
test.each([
  ["no JSON", "<html>"],
  ["nothing", ""],
  ["another shape", text({ rates: [] })],
  ["another version", text({ ...right, version: 2 })],
  ["a line too few", text({ ...right, lines: [sales] })],
  ["a line that was not asked", text({ ...right, lines: [sales, { ...carried, id: "2" }] })],
  ["a line twice", text({ ...right, lines: [sales, sales] })],
  ["a line too many", text({ ...right, lines: [sales, carried, { ...carried, id: "3" }] })],
  [
    "a rate below zero",
    text({ ...right, lines: [carried, { ...sales, taxes: [{ ...sales.taxes[0], ratePpm: -1 }] }] }),
  ],
  [
    "a rate of half a part",
    text({ ...right, lines: [carried, { ...sales, taxes: [{ ...sales.taxes[0], ratePpm: 0.5 }] }] }),
  ],
  ["tax that is exempt", text({ ...right, lines: [carried, { ...sales, reason: "exempt" }] })],
  ["no tax at the standard rate", text({ ...right, lines: [carried, { ...sales, taxes: [] }] })],
  ["more than any answer has", text({ ...right, padding: "x".repeat(600_000) })],
])("%s is no answer", async (_what, body) => {
  const engine = await engineThat((_request, response) => response.end(body));
  expect(await askTaxEngine(engine, facts, 0)).toEqual({ kind: "failed", reason: "malformed" });
});

test("an engine that is slow, away or redirects fails, and never throws", async () => {
  const silent = await engineThat(() => undefined, { timeoutMs: 50 });
  expect(await askTaxEngine(silent, facts, 0)).toEqual({ kind: "failed", reason: "timeout" });
  server?.closeAllConnections();
  const halfway = await engineThat((_request, response) => void response.write("{"), { timeoutMs: 50 });
  expect(await askTaxEngine(halfway, facts, 0)).toEqual({ kind: "failed", reason: "timeout" });
  server?.closeAllConnections();
  const elsewhere = await engineThat((_request, response) => response.writeHead(307, { location: "/" }).end());
  expect(await askTaxEngine(elsewhere, facts, 0)).toEqual({ kind: "failed", reason: "unreachable" });
  const nowhere = { ...elsewhere, url: "http://127.0.0.1:1" };
  expect(await askTaxEngine(nowhere, facts, 0)).toEqual({ kind: "failed", reason: "unreachable" });
});

test("after failures in a row it is left alone, and tried again after the rest", async () => {
  let calls = 0;
  let status = 503;
  const engine = await engineThat((_request, response) => {
    calls += 1;
    response.writeHead(status).end(JSON.stringify(right));
  });
  const reasons: string[] = [];
  for (const now of [0, 1, 2, 3, 4]) {
    const reply = await askTaxEngine(engine, facts, now);
    reasons.push(reply.kind === "failed" ? reply.reason : "");
  }
  expect([calls, reasons]).toEqual([3, ["refused", "refused", "refused", "resting", "resting"]]);
  status = 200;
  expect((await askTaxEngine(engine, facts, 2000)).kind).toBe("answered");
});

test("one sale that is refused is no sign that the engine is away", async () => {
  let calls = 0;
  const engine = await engineThat((_request, response) => {
    calls += 1;
    response.writeHead(422).end();
  });
  for (let i = 0; i < 5; i += 1) {
    expect(await askTaxEngine(engine, facts, i)).toEqual({ kind: "failed", reason: "refused" });
  }
  expect(calls).toBe(5);
});
