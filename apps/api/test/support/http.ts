import { Agent, type IncomingMessage, request } from "node:http";

/** An answer as a caller sees it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The stable code of a refusal, or undefined. */
  readonly code: string | undefined;
  /** What a procedure answered. */
  readonly data: unknown;
  readonly text: string;
  readonly headers: Headers;
}

export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

function codeOf(body: unknown): string | undefined {
  const { error } = (body ?? {}) as { error?: { code?: unknown; data?: { code?: unknown } } };
  const code = error?.data?.code ?? error?.code;
  return typeof code === "string" ? code : undefined;
}

// No connection outlives its answer: the process at the other end may be killed and started again.
let agent = new Agent({ keepAlive: false });

/**
 * For a test whose processes live as long as it does: ten thousand requests need no connection each. The answer ends it,
 * for other tests run in the same process.
 */
export function keepConnections(): () => void {
  const before = agent;
  const kept = new Agent({ keepAlive: true });
  agent = kept;
  return () => {
    agent = before;
    kept.destroy();
  };
}

/** One exchange. Not by `fetch`: tests make ten thousand of them, and that costs ten times as much. */
function exchange(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Call["rawBody"],
): Promise<IncomingMessage & { text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => void parts.push(part));
      response.on("end", () => resolve(Object.assign(response, { text: Buffer.concat(parts).toString("utf8") })));
      response.on("error", reject);
    });
    sent.on("error", (error) => {
      // The server had closed a connection that waited too long; it has not seen the request.
      if (sent.reusedSocket) resolve(exchange(url, method, { ...headers, connection: "close" }, body));
      else reject(error);
    });
    sent.end(body);
  });
}

/** Sends one request and reads the whole answer. */
export async function send(url: string, call: Call = {}): Promise<Answer> {
  const body = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const method = call.method ?? (body === undefined ? "GET" : "POST");
  const type =
    body === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
  const response = await exchange(url, method, { ...type, ...call.headers }, body);
  const { text, statusCode = 0 } = response;
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Not every answer is JSON; the text is there.
  }
  const { result } = (parsed ?? {}) as { result?: { data?: unknown } };
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return { status: statusCode, body: parsed, code: codeOf(parsed), data: result?.data, text, headers };
}

/** Calls a tRPC procedure over HTTP with an input that is JSON text already. */
export function callJson(
  base: string,
  path: string,
  kind: "read" | "write" | "flow",
  json: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  if (kind === "read") return send(`${base}/${path}?input=${encodeURIComponent(json)}`, { headers });
  return send(`${base}/${path}`, { method: "POST", rawBody: json, headers });
}

/** Calls a tRPC procedure over HTTP, as the console does. */
export function callProcedure(
  base: string,
  path: string,
  kind: "read" | "write" | "flow",
  input: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return callJson(base, path, kind, JSON.stringify(input), headers);
}

/** The data of an answer that must be a success. */
export function ok<T>(answer: Answer): T {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.data ?? answer.body) as T;
}

export const bearer = (credential: string): Record<string, string> => ({ authorization: `Bearer ${credential}` });
