import type { Actor } from "@meridian/core/platform/context";
import { type Database, openDatabase, type Db } from "@meridian/core/platform/db";
import { createLog, type Log } from "@meridian/core/platform/log";
import type { Settings } from "@meridian/core/platform/settings";
import { operatorActor } from "@meridian/core/operators";
import { sessionActor } from "@meridian/core/staff";
import type { Request, Response } from "express";
import { type ControlEnv, controlSettings } from "../platform/env.ts";
import type { ControlCtx } from "../trpc/contexts.ts";
import { callFacts } from "./create-context.ts";

/** What the control plane's process holds: its own database, and no region's. */
export interface ControlRuntime {
  readonly settings: Settings;
  readonly log: Log;
  readonly database: Database;
  readonly db: Db<"control">;
  /** Proxies of ours before the process. */
  readonly trustProxy: number;
}

export function openControl(env: ControlEnv): ControlRuntime {
  const log = createLog({ process: "control" }, env.LOG_LEVEL);
  const database = openDatabase({
    url: env.CONTROL_DATABASE_URL,
    max: env.POOL_SIZE,
    applicationName: "meridian-control",
    onError: (error) => log.warn({ err: error }, "a database connection was lost"),
  });
  const db = database.bind("control", "control");
  return { settings: controlSettings(env), log, database, db, trustProxy: env.TRUST_PROXY };
}

/** Whose session a request is asked with. Each has a cookie and a table of its own, so that none passes for the other. */
export type Audience = "staff" | "operators";

const cookies = {
  staff: { name: "meridian", actor: sessionActor },
  operators: { name: "meridian-operator", actor: operatorActor },
} as const;

/** `__Host-` binds the cookie to this host over TLS; plain http is for development only. */
const cookieName = (settings: Settings, audience: Audience): string =>
  (settings.controlUrl.startsWith("https:") ? "__Host-" : "") + cookies[audience].name;

function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined && /^[\w-]{20,200}$/.test(value)) return value;
  }
  return null;
}

export async function controlContext(
  runtime: ControlRuntime,
  request: Request,
  response: Response,
  audience: Audience,
): Promise<ControlCtx> {
  const name = cookieName(runtime.settings, audience);
  const sessionToken = cookieOf(request, name);
  const options = {
    httpOnly: true,
    sameSite: audience === "operators" ? "strict" : "lax",
    path: "/",
    secure: runtime.settings.controlUrl.startsWith("https:"),
  } as const;
  const now = () => new Date();
  const actor: Actor =
    sessionToken === null ? { kind: "anonymous" } : await cookies[audience].actor(runtime.db, sessionToken, now());
  return {
    ...callFacts(request, response),
    region: "control",
    actor,
    now,
    settings: runtime.settings,
    db: runtime.db,
    sessionToken,
    clientAddress: request.ip ?? "unknown",
    keepSession: (token, expiresAt) => response.cookie(name, token, { ...options, expires: expiresAt }),
    dropSession: () => response.clearCookie(name, options),
  };
}
