import type { Request, RequestHandler, Response } from "express";
import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

/** What is told to the handlers behind, once all before are through: nothing, or the error. */
function passed(...handlers: RequestHandler[]): Promise<unknown> {
  return new Promise((resolve) => {
    void inOrder(...handlers)({} as Request, {} as Response, resolve);
  });
}

test("handlers run in their order, each when the one before says so", async () => {
  const ran: string[] = [];
  const slow: RequestHandler = async (_request, _response, next) => {
    await Promise.resolve();
    ran.push("slow");
    next();
  };
  const quick: RequestHandler = (_request, _response, next) => {
    ran.push("quick");
    next();
  };
  expect(await passed(slow, quick)).toBeUndefined();
  expect(ran).toEqual(["slow", "quick"]);
});

test("what is thrown, refused later or handed on ends the row with that error", async () => {
  const error = new Error("no");
  const refusals: RequestHandler[] = [
    () => {
      throw error;
    },
    () => Promise.reject(error),
    (_request, _response, next) => {
      next(error);
    },
  ];
  let wentOn = false;
  const last: RequestHandler = () => {
    wentOn = true;
  };
  for (const refusal of refusals) expect(await passed(refusal, last)).toBe(error);
  expect(wentOn).toBe(false);
});
