import { tenantById } from "@meridian/core/tenants";
import { DomainError } from "@meridian/core/kernel/errors";
import { isId } from "@meridian/core/kernel/ids";
import { receiveEvent } from "@meridian/core/payments";
import express, { type Request, type Response, Router } from "express";
import { noteVisit, visitedByStranger } from "../platform/awake.ts";
import { type RegionRuntime, tenantContext } from "../platform/region.ts";
import { callFacts } from "./create-context.ts";

/** Where Stripe tells of a tenant's payments. The body stays as it came: its signature is over the bytes. */
export function stripeWebhook(runtime: RegionRuntime): Router {
  const router = Router();
  router.post(
    "/webhooks/stripe/:tenantId",
    express.raw({ type: () => true, limit: "1mb" }),
    async (request: Request<{ tenantId: string }>, response: Response) => {
      const { tenantId } = request.params;
      const tenant = isId("ten", tenantId) ? await tenantById(runtime.regionDb, tenantId) : undefined;
      if (tenant === undefined || !Buffer.isBuffer(request.body)) throw new DomainError("not_found", "not_found");
      const ctx = tenantContext(
        runtime,
        await visitedByStranger(runtime, tenant, request.ip ?? "unknown"),
        { kind: "service", name: "stripe" },
        callFacts(request, response),
      );
      await receiveEvent(ctx, {
        body: request.body.toString("utf8"),
        signature: request.get("stripe-signature") ?? "",
      });
      await noteVisit(runtime, ctx.tenant);
      response.json({ received: true });
    },
  );
  return router;
}
