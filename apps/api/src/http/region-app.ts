import { DomainError } from "@meridian/core/kernel/errors";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { adminRouter } from "../admin/router.ts";
import { platformContext, type RegionRuntime } from "../platform/region.ts";
import { regionVerbs } from "../platform/service-verbs.ts";
import { tenantVerbs } from "../platform/tenant-verbs.ts";
import { storefrontRouter } from "../storefront/router.ts";
import { adminContext, callFacts, storefrontContext } from "./create-context.ts";
import { docs } from "./docs/docs-page.ts";
import { shopExports } from "./exports.ts";
import { health } from "./health.ts";
import { byHost, tlsAllowed } from "./hosts.ts";
import { inOrder } from "./in-order.ts";
import { answerFailedPage } from "./hosted-failure.ts";
import { internal } from "./internal.ts";
import { media } from "./media.ts";
import { openApiDocument } from "./openapi.ts";
import { orderPage } from "./order-page.ts";
import { answerError, apiHeaders, begin, factsOf, jsonBody, teller } from "./request.ts";
import { type RestProcedure, restProcedures, restRouter } from "./rest.ts";
import { bearerCors, limited } from "./security.ts";
import { stripeWebhook } from "./stripe-webhook.ts";

/** An import carries its file in the request; anything else of the console is small. */
const adminBodyLimit = "15mb";
const shopBodyLimit = "64kb";

/** One region's API: the shops' storefront, their console's admin surface, pictures and webhooks. */
export function regionApp(runtime: RegionRuntime): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("trust proxy", runtime.trustProxy);
  const procedures = restProcedures(storefrontRouter);
  app.use(inOrder(begin(runtime.log), apiHeaders, shops(runtime, procedures)));
  app.use(health({ database: () => runtime.database.ping() }));
  app.use(tlsAllowed(runtime), byHost(runtime));
  app.use(media(runtime.settings));
  app.use(shopExports(runtime));
  app.use(stripeWebhook(runtime));
  app.use(
    internal(runtime.settings.serviceSecret, [...regionVerbs, ...tenantVerbs(runtime)], (request, response) =>
      serviceCallContext(runtime, request, response),
    ),
  );

  const document = openApiDocument(procedures, runtime.settings.publicUrl);
  app.use(bearerCors);
  app.get("/openapi.json", (_request, response) => {
    response.set("cache-control", "public, max-age=300").json(document);
  });
  app.use(docs(document));
  app.use(limited(runtime.limits));
  app.use(orderPage(runtime));
  app.use(
    "/storefront/trpc",
    jsonBody(shopBodyLimit),
    createExpressMiddleware({
      router: storefrontRouter,
      allowBatching: false,
      createContext: lazily(runtime, storefrontContext),
    }),
  );
  app.use(
    "/admin/trpc",
    jsonBody(adminBodyLimit),
    createExpressMiddleware({
      router: adminRouter,
      allowBatching: false,
      createContext: lazily(runtime, adminContext),
    }),
  );
  app.use(nothingHere);
  app.use("/orders", answerFailedPage);
  app.use(answerError);
  return app;
}

const nothingHere = (): never => {
  throw new DomainError("not_found", "not_found");
};

/** What shops' visitors ask for, before anything else is looked at: every handler on their way is paid for each time. */
function shops(runtime: RegionRuntime, procedures: readonly RestProcedure[]): RequestHandler {
  const handlers = inOrder(
    byHost(runtime),
    bearerCors,
    limited(runtime.limits),
    jsonBody(shopBodyLimit),
    restRouter(procedures, (request, response) => storefrontContext(runtime, request, response)),
    nothingHere,
  );
  return (request, response, next) => {
    if (request.url.startsWith("/v1/")) handlers(request, response, next);
    else next();
  };
}

/** Looks at the credential when the first procedure of the request asks, once. */
function lazily<C>(
  runtime: RegionRuntime,
  open: (runtime: RegionRuntime, request: Request, response: Response) => Promise<C>,
) {
  return ({ req, res }: { req: Request; res: Response }) => {
    let opened: Promise<C> | undefined;
    const { language, requestId } = factsOf(res);
    return { language, requestId, open: () => (opened ??= open(runtime, req, res)), tell: teller(res) };
  };
}

function serviceCallContext(runtime: RegionRuntime, request: Request, response: Response) {
  return platformContext(runtime, { kind: "service", name: "control" }, callFacts(request, response));
}
