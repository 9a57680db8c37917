import { DomainError } from "@meridian/core/kernel/errors";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { sameSecret } from "@meridian/core/platform/secrets";
import type { Verb } from "@meridian/core/platform/verb";
import { type Request, type Response, Router } from "express";
import { platformContext, type RegionRuntime } from "../platform/region.ts";
import { callFacts } from "./create-context.ts";
import { jsonBody } from "./request.ts";
import { bearerOf } from "./security.ts";

/** A region's verbs that the control plane calls, each at `/internal/<verb>`. */
export function internal(runtime: RegionRuntime, verbs: readonly Verb<PlatformCtx<"region">>[]): Router {
  const router = Router();
  const byName = new Map(verbs.map((verb) => [verb.verb, verb]));
  router.post("/internal/:verb", ...jsonBody("256kb"), async (request: Request<{ verb: string }>, response: Response) => {
    if (!sameSecret(bearerOf(request) ?? "", runtime.settings.serviceSecret)) throw new DomainError("not_found", "not_found");
    const verb = byName.get(request.params.verb);
    if (verb === undefined) throw new DomainError("not_found", "not_found");
    const ctx = platformContext(runtime, { kind: "service", name: "control" }, callFacts(request, response));
    response.json(await verb(ctx, verb.def.input.parse(request.body)));
  });
  return router;
}
