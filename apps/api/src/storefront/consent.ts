import { getConsent, getConsentPolicy, recordConsent } from "@meridian/core/consent";
import { named } from "@meridian/core/platform/verb";
import type { z } from "zod";
import type { StorefrontCtx } from "../trpc/contexts.ts";
import { mutation, query, router } from "./surface.ts";

/** The browser's `Sec-GPC: 1` counts, whether or not the page passes it on. */
const policyWithSignal = named(
  getConsentPolicy.verb,
  getConsentPolicy.kind,
  getConsentPolicy.def,
  (ctx: StorefrontCtx, input: z.output<typeof getConsentPolicy.def.input>) =>
    getConsentPolicy(ctx, { ...input, gpc: input.gpc || ctx.gpc }),
);
const recordWithSignal = named(
  recordConsent.verb,
  recordConsent.kind,
  recordConsent.def,
  (ctx: StorefrontCtx, input: z.output<typeof recordConsent.def.input>) =>
    recordConsent(ctx, { ...input, gpc: input.gpc || ctx.gpc }),
);

export const consentRouter = router({
  policy: query(policyWithSignal, {
    method: "GET",
    path: "/v1/consent/policy",
    summary: "What to ask a visitor, in the visitor's language",
  }),
  record: mutation(recordWithSignal, { method: "POST", path: "/v1/consent", summary: "Record a visitor's choice" }),
  current: query(getConsent, { method: "GET", path: "/v1/consent/{subjectId}", summary: "A visitor's current choice" }),
});
