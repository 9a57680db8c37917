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

/** Sends one request and reads the whole answer. */
export async function send(url: string, call: Call = {}): Promise<Answer> {
  const body = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const response = await fetch(url, {
    method: call.method ?? (body === undefined ? "GET" : "POST"),
    // No connection outlives its answer: the process at the other end may be killed and started again.
    headers: {
      connection: "close",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...call.headers,
    },
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Not every answer is JSON; the text is there.
  }
  const { result } = (parsed ?? {}) as { result?: { data?: unknown } };
  return {
    status: response.status,
    body: parsed,
    code: codeOf(parsed),
    data: result?.data,
    text,
    headers: response.headers,
  };
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
