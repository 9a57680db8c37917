import { carriesGpc } from "@meridian/core/consent";
import { sessionCustomer } from "@meridian/core/customers";
import { DomainError } from "@meridian/core/kernel/errors";
import type { Actor, TenantCtx } from "@meridian/core/platform/context";
import { inTurn } from "@meridian/core/platform/db";
import { regionOfKey } from "@meridian/core/platform/regions";
import { assertOpen } from "@meridian/core/platform/standing";
import { tokenHolder } from "@meridian/core/staff";
import { hashSecret } from "@meridian/core/platform/secrets";
import { keyByHash, originAllowed, tenantById } from "@meridian/core/tenants";
import type { Request, Response } from "express";
import { visited } from "../platform/awake.ts";
import { type CallFacts, type RegionRuntime, tenantContext } from "../platform/region.ts";
import type { StorefrontCtx } from "../trpc/contexts.ts";
import { factsOf } from "./request.ts";
import { bearerOf } from "./security.ts";

export function callFacts(request: Request, response: Response): CallFacts {
  return { ...factsOf(response), idempotencyKey: request.get("idempotency-key") ?? null };
}

function wrongRegion(runtime: RegionRuntime, region: keyof RegionRuntime["settings"]["regionUrls"]): DomainError {
  return new DomainError("invalid", "region.wrong", { region, baseUrl: runtime.settings.regionUrls[region] });
}

/** The tenant that a key selects, and who calls with it. The credential alone selects the tenant. */
async function keyContext(
  runtime: RegionRuntime,
  request: Request,
  response: Response,
  key: string,
): Promise<StorefrontCtx> {
  const region = regionOfKey(key);
  if (region !== undefined && region !== runtime.region) throw wrongRegion(runtime, region);
  const known = region === undefined ? undefined : await keyByHash(runtime.regionDb, hashSecret(key), runtime.now());
  if (known === undefined) throw new DomainError("forbidden", "auth.invalid_credential");
  assertOpen(known.tenant);
  const origin = request.get("origin");
  const publishable = known.kind === "publishable";
  if (origin !== undefined && publishable && !originAllowed(known.allowedOrigins, origin)) {
    throw new DomainError("forbidden", "auth.origin_not_allowed", { origin });
  }
  refuseContradiction(request, known.tenant.id);
  await runtime.limits.tenant(known.tenant.id, known.tenant.limits.requestsPerMinute);
  response.locals["tenantId"] = known.tenant.id;
  const tenant = await visited(runtime, known.tenant, publishable ? "visitor" : "own");
  const actor: Actor = publishable
    ? { kind: "shopper", keyId: known.keyId, channel: known.channel, customerId: null }
    : { kind: "secret_key", keyId: known.keyId, channel: known.channel };
  return {
    ...tenantContext(runtime, tenant, actor, callFacts(request, response)),
    allowedOrigins: publishable ? known.allowedOrigins : null,
    gpc: carriesGpc([["sec-gpc", request.get("sec-gpc") ?? ""]]),
    customerToken: null,
    clientAddress: publishable ? (request.ip ?? "unknown") : null,
  };
}

/** A header may name the tenant for the reader's sake, but never another one than the credential's. */
function refuseContradiction(request: Request, tenantId: string): void {
  const named = request.get("x-meridian-tenant");
  if (named !== undefined && named !== tenantId) throw new DomainError("forbidden", "auth.tenant_mismatch");
}

/** The storefront's callers: a publishable or a secret key. */
export async function storefrontContext(
  runtime: RegionRuntime,
  request: Request,
  response: Response,
): Promise<StorefrontCtx> {
  const credential = bearerOf(request);
  if (credential === undefined) throw new DomainError("forbidden", "auth.required");
  return withCustomer(await keyContext(runtime, request, response, credential), request);
}

/** Who is logged in to the shop, by the header `Meridian-Customer`. A session that is over is told, not passed over. */
async function withCustomer(ctx: StorefrontCtx, request: Request): Promise<StorefrontCtx> {
  const token = request.get("meridian-customer");
  if (token === undefined || !("keyId" in ctx.actor)) return ctx;
  const isToken = /^[\w-]{20,200}$/.test(token);
  // What is asked for is not known yet: it may be a checkout.
  const customerId = isToken ? await sessionCustomer(inTurn(ctx.db, "sale"), token, ctx.now()) : undefined;
  if (customerId === undefined) throw new DomainError("forbidden", "auth.customer_session_over");
  return {
    ...ctx,
    customerToken: token,
    actor: { kind: "shopper", keyId: ctx.actor.keyId, channel: ctx.actor.channel, customerId },
  };
}

/** The admin surface's callers: a member of staff with a region token, or a secret key. */
export async function adminContext(runtime: RegionRuntime, request: Request, response: Response): Promise<TenantCtx> {
  const credential = bearerOf(request);
  if (credential === undefined) throw new DomainError("forbidden", "auth.required");
  if (regionOfKey(credential) !== undefined) return keyContext(runtime, request, response, credential);
  const claims = await tokenHolder({ ...runtime, db: runtime.regionDb }, credential);
  const tenant = await tenantById(runtime.regionDb, claims.tenantId);
  if (tenant === undefined) throw new DomainError("forbidden", "auth.invalid_credential");
  refuseContradiction(request, tenant.id);
  await runtime.limits.tenant(tenant.id, tenant.limits.requestsPerMinute);
  response.locals["tenantId"] = tenant.id;
  return tenantContext(
    runtime,
    await visited(runtime, tenant, "own"),
    { kind: "staff", userId: claims.userId, role: claims.role, locales: claims.locales },
    callFacts(request, response),
  );
}
