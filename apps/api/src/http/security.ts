import { DomainError } from "@meridian/core/kernel/errors";
import type { Request, RequestHandler } from "express";
import type { RateLimits } from "../platform/rate-limits.ts";

/** The bearer credential of a request, or undefined. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,4096})$/.exec(request.get("authorization") ?? "")?.[1];
}

/**
 * CORS for a surface that is called with a bearer credential: no cookie is ever read there, so any page may
 * ask; which pages a publishable key serves is checked with the key.
 */
export const bearerCors: RequestHandler = (request, response, next) => {
  if (request.get("origin") !== undefined) {
    response.set({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "x-request-id, retry-after, etag",
    });
    response.vary("origin");
  }
  if (request.method !== "OPTIONS") {
    next();
    return;
  }
  response.set({
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers":
      "authorization, content-type, idempotency-key, if-none-match, accept-language, x-request-id, x-meridian-tenant, meridian-customer, sec-gpc",
    "access-control-max-age": "86400",
  });
  response.status(204).end();
};

/** Counts the caller's request before any work is done for it. */
export function limited(limits: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    await limits.address(request.ip ?? "unknown");
    next();
  };
}

/**
 * Cross-site request forgery: a request that carries the session cookie must come from the console itself.
 * Browsers send `Origin` with every request that changes something, and another site cannot set the header.
 */
export function sameSiteOnly(consoleUrl: string): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get("origin");
    const foreign = origin !== undefined && origin !== new URL(consoleUrl).origin;
    if (foreign || request.get("x-meridian-csrf") !== "1") throw new DomainError("forbidden", "request.not_same_site");
    next();
  };
}
