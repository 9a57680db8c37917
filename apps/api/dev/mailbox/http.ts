import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { listPage, mailPage } from "./page.ts";
import type { MailStore } from "./store.ts";

const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** `GET /mails?box=&to=`, `GET /mails/:id` as JSON; `/` and `/read/:id` for people. */
export function serveMailbox(store: MailStore, port: number, origins: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const origin = request.headers.origin;
    if (origin !== undefined && origins.includes(origin)) {
      response.setHeader("access-control-allow-origin", origin);
      response.setHeader("vary", "origin");
    }
    answer(store, request, response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://mailbox");
  const [, room = "", id = ""] = url.pathname.split("/");
  if (request.method !== "GET" && request.method !== "HEAD") {
    sendJson(response, 405, { error: "only GET" });
  } else if (url.pathname === "/") {
    sendPage(response, listPage(store.list({})));
  } else if (url.pathname === "/mails") {
    const [box, to] = [url.searchParams.get("box"), url.searchParams.get("to")];
    sendJson(response, 200, {
      mails: store.list({ ...(box === null ? {} : { box }), ...(to === null ? {} : { to }) }),
    });
  } else {
    const mail = room === "mails" || room === "read" ? store.get(id) : undefined;
    if (!mail) sendJson(response, 404, { error: "not found" });
    else if (room === "mails") sendJson(response, 200, mail);
    else sendPage(response, mailPage(mail));
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": CSP,
    "cache-control": "no-store",
  });
  response.end(html);
}
