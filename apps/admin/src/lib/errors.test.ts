import { expect, test } from "vitest";
import { fieldErrors, isAbsent, isSlip, isTransient, problemOf, Unreachable } from "./errors.ts";

const refused = {
  message: "This address is taken.",
  data: {
    code: "catalog.slug_taken",
    httpStatus: 409,
    details: { slug: "lamp" },
    requestId: "req_1",
    fields: [{ path: "content.slug", message: "taken" }, { path: "title", message: "too long" }, { broken: true }],
  },
};

test("a refusal is read with its code, sentence and fields", () => {
  expect(problemOf(refused)).toEqual({
    code: "catalog.slug_taken",
    status: 409,
    message: "This address is taken.",
    details: { slug: "lamp" },
    requestId: "req_1",
    fields: [
      { path: "content.slug", message: "taken" },
      { path: "title", message: "too long" },
    ],
  });
});

test("anything else is no answer", () => {
  for (const error of [new TypeError("Failed to fetch"), null, "x", { data: null }, { data: { code: 5 } }]) {
    expect(problemOf(error).code).toBe("network");
  }
});

test("a call that failed because of another one tells of that one", () => {
  expect(problemOf({ message: "wrapped", cause: refused }).code).toBe("catalog.slug_taken");
});

test("only no answer and an absent server are worth asking again", () => {
  expect(isTransient(problemOf(new TypeError("Failed to fetch")))).toBe(true);
  expect(isTransient(problemOf({ data: { code: "platform.unavailable", httpStatus: 503 } }))).toBe(true);
  expect(isTransient(problemOf(refused))).toBe(false);
});

test("nobody there is told from a refusal, and by its own name", () => {
  const away = new Unreachable("accounts.unreachable", { cause: new TypeError("Failed to fetch") });
  expect(problemOf(away)).toMatchObject({ code: "accounts.unreachable", status: 503, message: "" });
  expect(problemOf({ message: "", cause: away }).code).toBe("accounts.unreachable");
  expect(
    [away, new TypeError("x"), { data: { code: "internal", httpStatus: 500 } }].map(problemOf).every(isAbsent),
  ).toBe(true);
  expect(isTransient(problemOf(away))).toBe(true);
  expect(isAbsent(problemOf(refused))).toBe(false);
});

test("messages go to the field that their path begins with", () => {
  expect(fieldErrors(problemOf(refused), ["title", "content"])).toEqual({ title: "too long", content: "taken" });
  expect(fieldErrors(problemOf(refused), ["cont"])).toEqual({});
});

test("a mistake in the console is told from a call that failed", () => {
  const ofCall = Object.assign(new Error("anything"), { name: "TRPCClientError" });
  const silent = [
    "Failed to fetch",
    "Failed to fetch dynamically imported module: https://console.example/page.js",
    "NetworkError when attempting to fetch resource.",
    "error loading dynamically imported module: https://console.example/page.js",
    "Load failed",
    "Importing a module script failed.",
    "Unable to preload CSS for /page.css",
  ].map((message) => new TypeError(message));
  const away = new Unreachable("accounts.unreachable");
  for (const error of [refused, ofCall, away, new DOMException("", "AbortError"), ...silent, null, "x"])
    expect(isSlip(error)).toBe(false);
  for (const error of [
    new TypeError("Cannot read properties of undefined (reading 'map')"),
    new RangeError("Invalid time value"),
    new ReferenceError("x is not defined"),
    new Error("Minified React error #310"),
  ])
    expect(isSlip(error), error.message).toBe(true);
});
