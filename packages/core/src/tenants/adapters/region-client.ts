import type { z } from "zod";
import { DomainError } from "../../kernel/errors.ts";
import type { AnyCtx } from "../../platform/context.ts";
import type { Region } from "../../platform/regions.ts";

const timeoutMillis = 8_000;

/** A verb of another process: its name and the shape of its answer. */
export interface RemoteVerb<O extends z.ZodType> {
  readonly verb: string;
  readonly output: O;
}

/** Calls a service verb of a region's API. Throws `unavailable` when its outcome is not known. */
export async function callRegion<O extends z.ZodType>(
  ctx: AnyCtx,
  region: Region,
  remote: RemoteVerb<O>,
  input: object,
  patienceMillis: number = timeoutMillis,
): Promise<z.output<O>> {
  return call(ctx, ctx.settings.regionUrls[region], remote, input, patienceMillis);
}

/** What a region's API says of itself: that it works, that it lost its database, or nothing. Never throws. */
export async function regionReadiness(
  ctx: AnyCtx,
  region: Region,
  patienceMillis: number,
): Promise<"ready" | "not_ready" | "away"> {
  try {
    const signal = AbortSignal.timeout(patienceMillis);
    const response = await fetch(`${ctx.settings.regionUrls[region]}/readyz`, { redirect: "error", signal });
    await response.body?.cancel();
    return response.ok ? "ready" : "not_ready";
  } catch {
    return "away";
  }
}

/** Calls a service verb of the control plane. A region works without it: never while a caller waits. */
export async function callControl<O extends z.ZodType>(
  ctx: AnyCtx,
  remote: RemoteVerb<O>,
  input: object,
): Promise<z.output<O>> {
  return call(ctx, ctx.settings.controlUrl, remote, input, timeoutMillis);
}

async function call<O extends z.ZodType>(
  ctx: AnyCtx,
  base: string,
  { verb, output }: RemoteVerb<O>,
  input: object,
  patienceMillis: number,
): Promise<z.output<O>> {
  let response: Response;
  try {
    response = await fetch(`${base}/internal/${verb}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${ctx.settings.serviceSecret}`,
        "content-type": "application/json",
        "x-request-id": ctx.requestId,
      },
      body: JSON.stringify(input),
      redirect: "error",
      signal: AbortSignal.timeout(patienceMillis),
    });
    if (response.ok) return output.parse(await response.json());
  } catch (error) {
    throw new DomainError("unavailable", "tenants.no_connection", { verb }, { cause: error });
  }
  throw new DomainError("unavailable", "tenants.call_refused", { verb, status: response.status });
}
