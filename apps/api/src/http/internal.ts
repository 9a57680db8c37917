import { DomainError } from "@meridian/core/kernel/errors";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { sameSecret } from "@meridian/core/platform/secrets";
import type { Verb } from "@meridian/core/platform/verb";
import { type Request, type Response, Router } from "express";
import { jsonBody } from "./request.ts";
import { bearerOf } from "./security.ts";

/** The verbs that the platform's other processes call, each at `/internal/<verb>`. To anybody else they are not there. */
export function internal<C extends PlatformCtx>(
  secret: string,
  verbs: readonly Verb<C>[],
  contextOf: (request: Request, response: Response) => C,
): Router {
  const router = Router();
  const byName = new Map(verbs.map((verb) => [verb.verb, verb]));
  router.use("/internal", (request, _response, next) => {
    if (!sameSecret(bearerOf(request) ?? "", secret)) throw new DomainError("not_found", "not_found");
    next();
  });
  router.post("/internal/:verb", jsonBody("256kb"), async (request: Request<{ verb: string }>, response: Response) => {
    const verb = byName.get(request.params.verb);
    if (verb === undefined) throw new DomainError("not_found", "not_found");
    response.json(await verb(contextOf(request as Request, response), verb.def.input.parse(request.body)));
  });
  return router;
}
