import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { answerApi } from "./api.ts";
import { answerDev } from "./dev-routes.ts";
import type { Emulator } from "./emulator.ts";
import { serverError } from "./errors.ts";
import { answerPage } from "./pages/pages.ts";
import { json } from "./reply.ts";
import type { Incoming, Reply } from "./reply.ts";

const MAX_BODY = 2 * 1024 * 1024;

/** The connection is cut instead of answered. */
class Cut extends Error {}

export function createHttpServer(emulator: Emulator): Server {
  return createServer((request, response) => {
    void serve(emulator, request, response);
  });
}

async function serve(emulator: Emulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const incoming = await receive(request);
    send(response, incoming ? await answer(emulator, incoming) : tooLarge());
  } catch (error) {
    if (error instanceof Cut || response.headersSent || request.destroyed) return void request.socket.destroy();
    console.error("stripe emulator:", error);
    send(response, json(500, { error: serverError().body }));
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { "x-content-type-options": "nosniff", "content-length": length, ...headers }).end(body);
}

async function receive(request: IncomingMessage): Promise<Incoming | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  if (size > MAX_BODY) return undefined;
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method: request.method ?? "GET", path, query, headers, body: Buffer.concat(chunks).toString("utf8") };
}

async function answer(emulator: Emulator, incoming: Incoming): Promise<Reply> {
  const { method, path } = incoming;
  const suffering = (apiKey: string | null, reply: () => Reply) => suffer(emulator, incoming, apiKey, reply);
  if (path === "/healthz" || path === "/readyz") return json(200, { status: "ok" });
  if (path.startsWith("/v1/")) return answerApi(emulator, incoming, suffering);
  if (path === "/_dev/faults") return answerDev(emulator, incoming);
  if (path.startsWith("/_dev/")) return suffering(null, () => answerDev(emulator, incoming));
  if (method === "GET" || method === "POST") return suffering(null, () => answerPage(emulator, incoming));
  return json(405, { error: { message: "Method not allowed" } });
}

async function suffer(
  emulator: Emulator,
  { method, path }: Incoming,
  apiKey: string | null,
  reply: () => Reply,
): Promise<Reply> {
  const fault = emulator.faults.take(method, path, apiKey);
  switch (fault?.kind) {
    case undefined:
      return reply();
    case "slow":
      await pause(fault.ms, undefined, { ref: false });
      return reply();
    case "error-500":
      return json(500, { error: serverError().body });
    case "reset":
      throw new Cut();
    case "timeout-after-success":
      reply();
      await pause(fault.ms, undefined, { ref: false });
      throw new Cut();
  }
}

function tooLarge(): Reply {
  return json(413, { error: { type: "invalid_request_error", message: "Request body too large." } });
}
