import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  body: string;
  signature: string;
  type: string;
  id: string;
}

export interface Receiver {
  url: string;
  got: Received[];
  /** Resolves when the calls received so far satisfy the condition. */
  until(condition: (got: Received[]) => boolean): Promise<Received[]>;
  close(): void;
}

/** A merchant's webhook endpoint; `answer` gives the status for each call, or undefined to never answer. */
export async function openReceiver(answer: (call: number) => number | undefined = () => 200): Promise<Receiver> {
  const got: Received[] = [];
  const waiters = new Set<() => void>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { id, type } = JSON.parse(body) as { id: string; type: string };
      const status = answer(got.length);
      got.push({ body, id, type, signature: String(request.headers["stripe-signature"]) });
      if (status !== undefined) response.writeHead(status).end();
      for (const waiter of waiters) waiter();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    got,
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition(got)) return;
          waiters.delete(check);
          resolve(got);
        };
        waiters.add(check);
        check();
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
