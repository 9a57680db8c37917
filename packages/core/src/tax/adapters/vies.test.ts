import { describe, expect, test } from "vitest";
import { createBreaker } from "../rules/breaker.ts";
import { askVies, type Vies } from "./vies.ts";

const answering = (body: unknown, status = 200): Vies & { readonly asked: unknown[] } => {
  const asked: unknown[] = [];
  return {
    asked,
    baseUrl: "https://vies.test",
    timeoutMs: 1000,
    breaker: createBreaker({ failures: 2, restMs: 1000 }),
    fetch: async (_url, init) => {
      asked.push(JSON.parse(typeof init?.body === "string" ? init.body : "null"));
      if (body instanceof Error) throw body;
      return Response.json(body, { status });
    },
  };
};

test("asks by country and number, and keeps the request's number and the name", async () => {
  const vies = answering({ valid: true, requestIdentifier: "WAPIAAAA", name: " Kaufhaus GmbH " });
  expect(await askVies(vies, "ATU33864707", 0)).toEqual({
    register: "verified",
    reference: "WAPIAAAA",
    name: "Kaufhaus GmbH",
  });
  expect(vies.asked).toEqual([{ countryCode: "AT", vatNumber: "U33864707" }]);
});

test("a state that does not tell names says dashes", async () => {
  expect(await askVies(answering({ valid: true, requestIdentifier: "", name: "---" }), "DE811569869", 0)).toEqual({
    register: "verified",
    reference: null,
    name: null,
  });
});

test("an unknown number is rejected", async () => {
  expect((await askVies(answering({ valid: false, userError: "INVALID" }), "DE811569869", 0)).register).toBe(
    "rejected",
  );
});

describe("is no verdict", () => {
  test.each([
    ["when the state's register is away", answering({ valid: false, userError: "MS_UNAVAILABLE" })],
    ["when too many ask", answering({ actionSucceed: false, errorWrappers: [{ error: "MS_MAX_CONCURRENT_REQ" }] })],
    ["when it answers something else", answering("<html>")],
    ["when it fails", answering({}, 500)],
    ["when it cannot be reached", answering(new TypeError("fetch failed"))],
  ])("%s", async (_what, vies) => {
    expect((await askVies(vies, "DE811569869", 0)).register).toBe("unreachable");
  });
});

test("after failures in a row nobody waits for it", async () => {
  const vies = answering({}, 503);
  for (const now of [0, 1, 2, 3]) await askVies(vies, "DE811569869", now);
  expect(vies.asked).toHaveLength(2);
});
