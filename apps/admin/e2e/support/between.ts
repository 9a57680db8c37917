import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** `refuses`: nobody listens. `hangs`: it takes connections and says nothing. `database`: it says that it lost its own. */
export type Away = "refuses" | "hangs" | "database";

/** A place on the way to a region at which the way can be cut. */
export interface Between {
  readonly port: number;
  readonly cut: (how: Away) => Promise<void>;
  readonly mend: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const lost = JSON.stringify({ error: { code: "platform.unavailable", message: "The database cannot be reached." } });
const unavailable = `HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(lost)}\r\nconnection: close\r\n\r\n${lost}`;

/** What the control plane says to a region goes through here. */
export async function between(regionUrl: string): Promise<Between> {
  const region = new URL(regionUrl);
  const sockets = new Set<Socket>();
  let state: Away | "open" = "open";
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    keep(socket);
    if (state === "database") socket.once("data", () => socket.end(unavailable));
    if (state !== "open") return;
    const there = connect(Number(region.port), region.hostname);
    keep(there);
    socket.pipe(there).pipe(socket);
    there.on("close", () => socket.destroy());
    socket.on("close", () => there.destroy());
  });
  const listen = (port: number): Promise<void> =>
    server.listening ? Promise.resolve() : new Promise((resolve) => server.listen(port, resolve));
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const stop = async (): Promise<void> => {
    const stopped = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
    drop();
    await stopped;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async cut(how) {
      state = how;
      if (how === "refuses") return stop();
      await listen(port);
      drop();
    },
    async mend() {
      state = "open";
      await listen(port);
      drop();
    },
    close: stop,
  };
}
