import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";

export interface StaticSite {
  port: number;
  /** URL prefix → folder or single file; the longest prefix wins. */
  mounts: Record<string, string>;
  headers: Record<string, string>;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** Serves files as a static host would: no listing, no way out of the folders. */
export function serveStatic({ port, mounts, headers }: StaticSite): Promise<Server> {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const path = decodePath(request.url ?? "/");
    const prefix = path === undefined ? undefined : prefixes.find((candidate) => path.startsWith(candidate));
    if (path === undefined || prefix === undefined || (request.method !== "GET" && request.method !== "HEAD")) {
      refuse(response);
      return;
    }
    const file = findFile(mounts[prefix] ?? "", path.slice(prefix.length));
    if (file === undefined) {
      refuse(response);
      return;
    }
    const type = types[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, {
      ...headers,
      "content-type": type,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    response.end(request.method === "HEAD" ? undefined : readFileSync(file));
  });
  return new Promise((done, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => done(server));
  });
}

function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, "http://static").pathname);
  } catch {
    return undefined;
  }
}

function findFile(base: string, rest: string): string | undefined {
  if (!existsSync(base)) return undefined;
  if (statSync(base).isFile()) return rest === "" ? base : undefined;
  const folder = realpathSync(base);
  const wanted = resolve(folder, `./${rest}`);
  const candidate = existsSync(wanted) && statSync(wanted).isDirectory() ? join(wanted, "index.html") : wanted;
  if (rest.includes("\0") || !existsSync(candidate)) return undefined;
  const real = realpathSync(candidate);
  return real.startsWith(folder + sep) ? real : undefined;
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end("Not found\n");
}
