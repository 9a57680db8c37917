/** Calls the platform as the console does: tRPC over HTTP, nothing else. */
export type Call = <T>(path: string, input: object) => Promise<T>;

export interface Api {
  readonly read: Call;
  readonly write: Call;
}

/** A refusal by the platform, with its stable code. */
export class Refusal extends Error {
  readonly code: string;

  constructor(path: string, status: number, code: string, message: string) {
    super(`${path}: ${status} ${code}: ${message}`);
    this.code = code;
  }
}

interface Body {
  readonly result?: { readonly data: unknown };
  readonly error?: { readonly message: string; readonly data?: { readonly code?: string } };
}

async function dataOf(path: string, response: Response): Promise<unknown> {
  const body = (await response.json()) as Body;
  if (body.result !== undefined) return body.result.data;
  throw new Refusal(path, response.status, body.error?.data?.code ?? "unknown", body.error?.message ?? "");
}

export function apiAt(
  base: string,
  headers: () => Readonly<Record<string, string>>,
  seen: (response: Response) => void = () => {},
): Api {
  const send = async (path: string, url: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(url, init);
    seen(response);
    return dataOf(path, response);
  };
  return {
    read: async <T>(path: string, input: object) =>
      (await send(path, `${base}/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
        headers: headers(),
      })) as T,
    write: async <T>(path: string, input: object) => {
      const sent = { ...headers(), "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
      return (await send(path, `${base}/${path}`, { method: "POST", headers: sent, body: JSON.stringify(input) })) as T;
    },
  };
}

/** Looks again and again until another part of the platform has done its work. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, millis = 60_000): Promise<T> {
  const deadline = Date.now() + millis;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
