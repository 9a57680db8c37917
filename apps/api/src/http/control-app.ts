import { DomainError } from "@meridian/core/kernel/errors";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import express, { type Express, type Request, type Response } from "express";
import { platformAdminRouter } from "../platform-admin/router.ts";
import { type ConsoleConfig, consoleFiles } from "./console.ts";
import type { ControlCtx } from "../trpc/contexts.ts";
import { type Audience, controlContext, type ControlRuntime } from "./control-context.ts";
import { controlVerbs } from "../platform/service-verbs.ts";
import { callFacts } from "./create-context.ts";
import { internal } from "./internal.ts";
import { health } from "./health.ts";
import { answerError, apiHeaders, begin, factsOf, jsonBody, teller } from "./request.ts";
import { proceduresOf } from "./rest.ts";
import { sameSiteOnly } from "./security.ts";

/** Procedures that are asked with an operator's session; all others with that of a merchant's staff. */
const operatorsOwn = new Set(
  [...proceduresOf(platformAdminRouter)]
    .filter(([path, { def }]) => path.startsWith("operators.") || "operator" in def.access)
    .map(([path]) => path),
);

/** A request asks one procedure, which its address names; whoever writes it otherwise is taken for staff. */
const audienceOf = ({ path }: Request): Audience => (operatorsOwn.has(path.slice(1)) ? "operators" : "staff");

/** The control plane: sign-up, staff identity, the operator's surface, and the console's files. */
export function controlApp(runtime: ControlRuntime, folder: string, config: ConsoleConfig): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("trust proxy", runtime.trustProxy);
  app.use(begin(runtime.log));
  app.use(health({ database: () => runtime.database.ping() }));
  app.use(
    internal(runtime.settings.serviceSecret, controlVerbs, (request, response) =>
      serviceCall(runtime, request, response),
    ),
  );
  app.use(
    "/trpc",
    apiHeaders,
    sameSiteOnly(runtime.settings.consoleUrl),
    jsonBody("64kb"),
    createExpressMiddleware({
      router: platformAdminRouter,
      allowBatching: false,
      createContext: ({ req, res }) => {
        let opened: Promise<ControlCtx> | undefined;
        const { language, requestId } = factsOf(res);
        const open = () => (opened ??= controlContext(runtime, req, res, audienceOf(req)));
        return { language, requestId, open, tell: teller(res) };
      },
    }),
  );
  app.use(consoleFiles(folder, runtime.settings, config));
  app.use(() => {
    throw new DomainError("not_found", "not_found");
  });
  app.use(answerError);
  return app;
}

function serviceCall(runtime: ControlRuntime, request: Request, response: Response): PlatformCtx<"control"> {
  const { settings, db } = runtime;
  const actor = { kind: "service", name: "region" } as const;
  return { ...callFacts(request, response), region: "control", actor, now: () => new Date(), settings, db };
}
