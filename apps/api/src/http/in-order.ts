import type { NextFunction, RequestHandler } from "express";

/** Handlers one after the other, as a router runs them, for requests of any path: each costs a call and no matching. */
export function inOrder(...handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, done) => {
    const from = (i: number): void => {
      const handler = handlers[i];
      if (handler === undefined) {
        done();
        return;
      }
      const next: NextFunction = (error?: unknown) => {
        if (error === undefined || error === null) from(i + 1);
        else done(error);
      };
      try {
        const answered: unknown = handler(request, response, next);
        if (answered instanceof Promise) answered.catch(done);
      } catch (error) {
        done(error);
      }
    };
    from(0);
  };
}
