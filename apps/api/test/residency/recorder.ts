import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands before a server and keeps every byte of what is asked and answered. */
export interface Recorder {
  readonly before: string;
  readonly url: string;
  /** What has gone through, in both directions, each connection's bytes together. */
  readonly texts: () => string[];
  readonly forwardTo: (url: string) => void;
  readonly close: () => void;
}

export async function recorderBefore(before: string): Promise<Recorder> {
  const streams: Buffer[][] = [];
  const sockets = new Set<Socket>();
  let target = { host: "127.0.0.1", port: 1 };
  const keep = (socket: Socket): void => {
    const parts: Buffer[] = [];
    streams.push(parts);
    sockets.add(socket);
    socket.on("data", (part: Buffer) => void parts.push(part));
    socket.on("close", () => sockets.delete(socket));
  };
  const server = createServer((caller) => {
    const called = connect(target);
    for (const [one, other] of [
      [caller, called],
      [called, caller],
    ] as const) {
      keep(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    before,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts: () => streams.map((parts) => Buffer.concat(parts).toString("utf8")),
    forwardTo: (url) => {
      const { hostname, port } = new URL(url);
      target = { host: hostname, port: Number(port) };
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
