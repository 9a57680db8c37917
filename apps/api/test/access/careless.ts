import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { bearer } from "../support/http.ts";
import type { Town } from "./case.ts";

/**
 * The region of the first shop with a hole in it: what the second shop's people ask for is answered as if the first
 * shop's owner had asked, so whoever knows an id gets what it names.
 */
export async function carelessRegion({ a, b }: Town): Promise<{ url: string; trusted(): number; close(): void }> {
  const neighbours = new Set(
    [...Object.values(b.staff).map(({ token }) => token), b.keys.secret].map((token) => bearer(token)["authorization"]),
  );
  let trusted = 0;
  const server = createServer((incoming, answer) => {
    const { authorization = "", ...headers } = incoming.headers;
    const known = neighbours.has(authorization);
    if (known) trusted++;
    const credential = known ? bearer(a.staff.owner.token) : authorization === "" ? {} : { authorization };
    const forwarded = request(
      a.regionUrl + (incoming.url ?? ""),
      { method: incoming.method ?? "GET", headers: { ...headers, ...credential } },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    forwarded.on("error", () => answer.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trusted: () => trusted,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
