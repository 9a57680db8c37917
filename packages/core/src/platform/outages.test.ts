import { describe, expect, it } from "vitest";
import { isConnectionLost, isPassing } from "./outages.ts";

const coded = (code: string, message = "x"): Error => Object.assign(new Error(message), { code });

describe("what passes", () => {
  it.each([
    ["the server ends a connection", coded("57P01", "terminating connection due to administrator command")],
    ["the server starts", coded("57P03")],
    ["the socket is reset", coded("ECONNRESET")],
    ["nobody listens on either address of a name", Object.assign(new AggregateError([]), { code: "ECONNREFUSED" })],
    ["pg notices it in the midst of a statement", new Error("Connection terminated unexpectedly")],
    ["nobody answers while pg connects", new Error("timeout expired")],
    ["nobody answers a statement", new Error("Query read timeout")],
    [
      "pg is asked again after it has noticed",
      new Error("Client has encountered a connection error and is not queryable"),
    ],
  ])("is a lost connection, when %s", (_, error) => {
    expect(isConnectionLost(error)).toBe(true);
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    ["has no connection left", coded("53300")],
    ["has no disk left", coded("53100")],
    ["may only be read", coded("25006")],
  ])("is a database that %s", (_, error) => {
    expect(isConnectionLost(error)).toBe(false);
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    ["a rule of the database's", coded("23505")],
    ["a mistake of ours", new TypeError("x is not a function")],
    ["a number that looks like a code", new Error("the order 53100 has no line 08006")],
    ["a file that is not there", coded("ENOENT")],
    ["what is no error", "ECONNRESET"],
  ])("is not %s", (_, error) => {
    expect(isPassing(error)).toBe(false);
  });
});
