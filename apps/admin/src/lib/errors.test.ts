import { expect, test } from "vitest";
import { fieldErrors, isTransient, problemOf } from "./errors.ts";

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

test("messages go to the field that their path begins with", () => {
  expect(fieldErrors(problemOf(refused), ["title", "content"])).toEqual({ title: "too long", content: "taken" });
  expect(fieldErrors(problemOf(refused), ["cont"])).toEqual({});
});
