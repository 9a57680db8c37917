import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Settings } from "@meridian/core/platform/settings";
import express, { type RequestHandler, Router } from "express";

/** What the console is told at its start. */
export interface ConsoleConfig {
  readonly environment: string;
  readonly regions: Readonly<Record<string, string>>;
  readonly mailboxUrl: string | null;
  readonly demoUrl: string | null;
}

type Addresses = Pick<Settings, "regionUrls" | "mailboxUrl">;

function contentSecurityPolicy(settings: Addresses): string {
  const regionOrigins = Object.values(settings.regionUrls)
    .map((url) => new URL(url).origin)
    .join(" ");
  const mailbox = settings.mailboxUrl === null ? "" : ` ${new URL(settings.mailboxUrl).origin}`;
  return [
    "default-src 'self'",
    `connect-src 'self' ${regionOrigins}${mailbox}`,
    `img-src 'self' data: blob: ${regionOrigins}`,
    // The component library writes style elements at run time; scripts stay strict.
    "style-src 'self' 'unsafe-inline'",
    "script-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The console's static files: its pages are one document, the log-in is another, its assets are named by their content. */
export function consoleFiles(folder: string, settings: Addresses, config: ConsoleConfig): Router {
  const router = Router();
  const headers: RequestHandler = (_request, response, next) => {
    response.set({
      "content-security-policy": contentSecurityPolicy(settings),
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
      "x-frame-options": "DENY",
    });
    next();
  };
  router.get("/config.json", (_request, response) => {
    response.set("cache-control", "no-cache").json(config);
  });
  router.use(headers);
  router.use(
    "/assets",
    express.static(resolve(folder, "assets"), { immutable: true, maxAge: "1y", fallthrough: false, index: false }),
  );
  // A browser looks for a newer one at each visit, and must find it.
  router.get("/service-worker.js", (_request, response) => {
    response.set("cache-control", "no-cache").sendFile(resolve(folder, "service-worker.js"), { cacheControl: false });
  });
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get("/{*path}", (request, response, next) => {
    const page = resolve(folder, request.path === "/log-in" ? "log-in.html" : "index.html");
    if (!existsSync(page) || request.accepts("html") === false) {
      next();
      return;
    }
    response.set("cache-control", "no-cache").sendFile(page);
  });
  return router;
}
