import { type IncomingHttpHeaders, request } from "node:http";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** A request as a browser sends it that was led here under this name. */
export function visit(
  world: { readonly regionUrl: string },
  host: string,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
) {
  return new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(world.regionUrl);
    const sent = request({ hostname, port, path, method, headers: { host, ...headers } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(pieces).toString("utf8"),
          headers: response.headers,
        }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}
