import { DomainError } from "@meridian/core/kernel/errors";
import type { PlatformCtx } from "@meridian/core/platform/context";
import type { Verb } from "@meridian/core/platform/verb";
import { isServiceCall, serviceSignatureHeader } from "@meridian/core/tenants";
import express, { type Request, type Response, Router } from "express";
import { assertPlainJson } from "./plain-json.ts";

/** The verbs that the platform's other processes call, each at `/internal/<verb>` with a signed body. */
export function internal<S extends "control" | "region">(
  secret: string,
  verbs: readonly Verb<PlatformCtx<S>>[],
  contextOf: (request: Request, response: Response) => PlatformCtx<S>,
): Router {
  const router = Router();
  const byName = new Map(verbs.map((verb) => [verb.verb, verb]));
  const raw = express.text({ type: () => true, limit: "256kb" });
  router.post("/internal/:verb", raw, async (request: Request<{ verb: string }>, response: Response) => {
    const ctx = contextOf(request as Request, response);
    const verb = byName.get(request.params.verb);
    const body = typeof request.body === "string" ? request.body : "";
    const genuine = isServiceCall(secret, request.params.verb, body, request.get(serviceSignatureHeader), ctx.now());
    if (!genuine || verb === undefined) throw new DomainError("not_found", "not_found");
    const input: unknown = JSON.parse(body);
    assertPlainJson(input);
    response.json(await verb(ctx, verb.def.input.parse(input)));
  });
  return router;
}
