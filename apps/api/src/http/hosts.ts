import { normalHost, ownHosts, tenantOfHost } from "@meridian/core/domains";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { RegionRuntime } from "../platform/region.ts";
import { payOtherwisePath } from "./checkout-page-html.ts";
import { sendNotFound } from "./hosted-failure.ts";
import { endWait, sendOrderPage } from "./order-page.ts";

/**
 * The host that the caller asked for, in the form of DNS. The `Host` header alone, never what a proxy says that it was:
 * a proxy hands the header on as it came.
 */
function hostOf(request: Request): string | undefined {
  const given = request.headers.host ?? "";
  if (/^\[[0-9a-f:.]+\](?::\d{1,5})?$/i.test(given)) return "[address]";
  return normalHost(given.replace(/:\d{1,5}$/, ""));
}

/** Probes, scrapers and neighbours ask by address. */
const isAddress = (host: string): boolean => host === "[address]" || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);

function ownNames(runtime: RegionRuntime): (host: string) => boolean {
  const own = new Set(ownHosts(runtime));
  return (host) => own.has(host) || isAddress(host);
}

/** `Host` headers that were found to be ours are so few that all are remembered. */
const mostOwn = 100;

/**
 * Parts callers by the host that they asked for. The platform's own go on to the API; a shop's proved domain shows that
 * shop's hosted pages and nothing else; any other name is answered in one line, whatever it asks for.
 */
export function byHost(runtime: RegionRuntime): RequestHandler {
  const isOwn = ownNames(runtime);
  const pages = hostedPages(runtime);
  const known = new Set<string>();
  return async (request, response, next) => {
    const { host: given = "" } = request.headers;
    if (known.has(given)) return next();
    const host = hostOf(request);
    if (host !== undefined && isOwn(host)) {
      if (known.size < mostOwn) known.add(given);
      return next();
    }
    const tenantId = host === undefined ? undefined : await tenantOfHost(runtime.regionDb, host);
    if (tenantId === undefined) {
      response.status(421).type("text/plain").send("Nothing is served under this name here.\n");
      return;
    }
    await runtime.limits.address(request.ip ?? "unknown");
    response.locals["tenantId"] = tenantId;
    pages(request, response, next);
  };
}

/** What a shop's own domain shows. The tenant is the host's: a path can only agree with it. */
function hostedPages(runtime: RegionRuntime): Router {
  const router = Router();
  const tenantOf = (response: Response): string => String(response.locals["tenantId"]);
  router.get("/orders/:token", (request: Request<{ token: string }>, response: Response) =>
    sendOrderPage(runtime, { tenantId: tenantOf(response), token: request.params.token }, response),
  );
  router.get(
    "/orders/:tenantId/:token",
    async (request: Request<{ tenantId: string; token: string }>, response: Response) => {
      if (request.params.tenantId === tenantOf(response)) await sendOrderPage(runtime, request.params, response);
      else sendNotFound(response);
    },
  );
  router.post(`/orders/:token/${payOtherwisePath}`, (request: Request<{ token: string }>, response: Response) =>
    endWait(runtime, { tenantId: tenantOf(response), token: request.params.token }, response),
  );
  router.post(
    `/orders/:tenantId/:token/${payOtherwisePath}`,
    async (request: Request<{ tenantId: string; token: string }>, response: Response) => {
      if (request.params.tenantId === tenantOf(response)) await endWait(runtime, request.params, response);
      else sendNotFound(response);
    },
  );
  router.get("/media/:tenantId/:file", (request, response, next) => {
    if (request.params.tenantId === tenantOf(response)) next("router");
    else sendNotFound(response);
  });
  router.use((_request, response) => sendNotFound(response));
  return router;
}

/**
 * What an edge proxy asks before it gets a certificate for a name (Caddy: `on_demand_tls { ask … }`): 200 for a name
 * that is served here, 404 for any other. Tells no more than a visit to the name does.
 */
export function tlsAllowed(runtime: RegionRuntime): Router {
  const router = Router();
  const own = new Set(ownHosts(runtime));
  router.get("/internal/tls-allowed", async (request: Request, response: Response) => {
    const { domain } = request.query;
    const host = typeof domain === "string" ? normalHost(domain) : undefined;
    const isServed =
      host !== undefined && (own.has(host) || (await tenantOfHost(runtime.regionDb, host)) !== undefined);
    response.status(isServed ? 200 : 404).end();
  });
  return router;
}
