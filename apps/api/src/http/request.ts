import { randomBytes } from "node:crypto";
import type { Log } from "@meridian/core/platform/log";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import express from "express";
import { DomainError } from "@meridian/core/kernel/errors";
import { languageOf } from "../platform/words.ts";
import { assertPlainJson } from "./plain-json.ts";
import { toDomainError, toProblem } from "./problems.ts";

/** What every request has from its first moment on. */
export interface RequestFacts {
  readonly requestId: string;
  readonly language: string;
  readonly log: Log;
}

/** Known of a request to whoever answers it; set by `begin`, the first handler. */
export function factsOf(response: Response): RequestFacts {
  return response.locals["facts"] as RequestFacts;
}

/** Gives the request its id and language, and writes one line of log when it has been answered. */
export function begin(log: Log): RequestHandler {
  return (request, response, next) => {
    const given = request.get("x-request-id");
    const requestId =
      given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : `req_${randomBytes(10).toString("hex")}`;
    const facts: RequestFacts = {
      requestId,
      language: languageOf(request.get("accept-language")),
      log: log.child({ requestId }),
    };
    response.locals["facts"] = facts;
    response.set("x-request-id", requestId);
    const started = performance.now();
    response.once("finish", () => {
      const tenantId = response.locals["tenantId"] as string | undefined;
      const millis = Math.round(performance.now() - started);
      facts.log.info(
        { method: request.method, route: routeOf(request), status: response.statusCode, millis, tenantId },
        "answered",
      );
    });
    next();
  };
}

/** The path without ids, so that no log line tells of a person's cart or order. */
function routeOf(request: Request): string {
  return request.path.replace(/\/(?:[a-z]{2,6}_[0-9a-z]{26}|[A-Za-z0-9_-]{24,})/g, "/:id").slice(0, 120);
}

/** Parses a JSON body of at most `limit`, refuses what is no plain JSON, and any body of another kind unread. */
export function jsonBody(limit: string): RequestHandler[] {
  return [
    (request: Request, _response: Response, next: () => void) => {
      const hasBody = request.get("content-length") !== "0";
      if (hasBody && request.is("json") === false) throw new DomainError("invalid", "request.wrong_type");
      next();
    },
    express.json({ limit, strict: true }),
    (request: Request, _response: Response, next: () => void) => {
      assertPlainJson(request.body);
      next();
    },
  ];
}

/** Headers that any answer of an API carries. */
export const apiHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  next();
};

/** What Express and its body parser refuse: they mark it with a status for the caller. */
function expressError(error: unknown): unknown {
  const { statusCode, expose } = error as { statusCode?: unknown; expose?: unknown };
  if (error instanceof URIError) return new DomainError("invalid", "request.invalid");
  if (expose !== true || typeof statusCode !== "number" || statusCode >= 500) return error;
  return new DomainError("invalid", statusCode === 413 ? "request.too_large" : "request.bad_json");
}

/** The last handler: every error becomes the same shape of answer, and an unexpected one is logged once. */
export const answerError: ErrorRequestHandler = (thrown: unknown, _request, response, _next) => {
  const facts = factsOf(response);
  const error = toDomainError(expressError(thrown));
  if (response.headersSent) {
    // Half an answer must not look like a whole one.
    if (error.kind === "internal") facts.log.error({ err: error.cause ?? error }, "an answer broke off");
    response.destroy();
    return;
  }
  teller(response)(error);
  const { status, ...problem } = toProblem(error, facts.language, facts.requestId);
  response.status(status).json({ error: problem });
};

/** Says when to come back, and logs once what went wrong on our side. */
export const teller =
  (response: Response) =>
  (error: DomainError): void => {
    const facts = factsOf(response);
    if (error.kind === "internal") facts.log.error({ err: error.cause ?? error }, "request failed");
    else if (error.code === "platform.unavailable") facts.log.warn({ err: error.cause }, "request could not be served");
    if (error.kind === "unavailable" || error.kind === "limit") response.set("retry-after", retryAfter(error));
  };

function retryAfter(error: DomainError): string {
  const seconds = error.details["retryAfterSeconds"];
  return typeof seconds === "number" ? String(Math.max(1, Math.ceil(seconds))) : "1";
}
