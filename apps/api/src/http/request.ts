import type { Log } from "@meridian/core/platform/log";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import express from "express";
import { DomainError } from "@meridian/core/kernel/errors";
import { freshBytes } from "@meridian/core/platform/new-id";
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
      given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : `req_${Buffer.from(freshBytes(10)).toString("hex")}`;
    const facts: RequestFacts = {
      requestId,
      language: languageOf(request.get("accept-language")),
      log: log.child({ requestId }),
    };
    response.locals["facts"] = facts;
    response.setHeader("x-request-id", requestId);
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
export function jsonBody(limit: string): RequestHandler {
  const parse = express.json({ limit, strict: true });
  return (request, response, next) => {
    const { "content-length": length = "0", "transfer-encoding": coding } = request.headers;
    // Most requests only ask: for them the parser has nothing to find out.
    if (length === "0" && coding === undefined) {
      next();
      return;
    }
    if (request.is("json") === false) throw new DomainError("invalid", "request.wrong_type");
    parse(request, response, (error?: unknown) => {
      try {
        if (error === undefined) assertPlainJson(request.body);
        next(error);
      } catch (refusal) {
        next(refusal);
      }
    });
  };
}

/** Headers that any answer of an API carries. */
export const apiHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("cache-control", "no-store");
  next();
};

/**
 * What Express, its body parser and its sender of files refuse: they mark it with a status for the caller. A file that
 * is gone is no failure: after an upgrade an open page still asks for the version before.
 */
function expressError(error: unknown): unknown {
  const { statusCode, expose } = error as { statusCode?: unknown; expose?: unknown };
  if (error instanceof URIError) return new DomainError("invalid", "request.invalid");
  if (statusCode === 404) return new DomainError("not_found", "not_found");
  if (expose !== true || typeof statusCode !== "number" || statusCode >= 500) return error;
  return new DomainError("invalid", statusCode === 413 ? "request.too_large" : "request.bad_json");
}

/** What is told of whatever was thrown while a request was answered. */
export const refusalOf = (thrown: unknown): DomainError => toDomainError(expressError(thrown));

/** The last handler: every error becomes the same shape of answer, and an unexpected one is logged once. */
export const answerError: ErrorRequestHandler = (thrown: unknown, _request, response, _next) => {
  const facts = factsOf(response);
  const error = refusalOf(thrown);
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
