import { Socket } from "node:net";
import pg from "pg";
import { isConnectionLost } from "./outages.ts";

/** Connections of the role that owns the schemas: for migrations and spare schemas, never for a request. */
export type OwnerPool = pg.Pool;

export interface OwnerLimits {
  readonly max: number;
  readonly applicationName: string;
  /** So long nothing may come from the server before it is asked, on another connection, whether it is there. */
  readonly silentMillis: number;
  /** How long opening a connection may take, and the answer to that question, milliseconds. */
  readonly openMillis: number;
  /** After so long without a word even a server that is there has lost the one who works for us. */
  readonly mostMillis: number;
}

/** Two large shops may be read or filled for minutes, and spare schemas must still be made. */
const usual: OwnerLimits = {
  max: 4,
  applicationName: "meridian-owner",
  silentMillis: 8_000,
  openMillis: 5_000,
  mostMillis: 30 * 60_000,
};

/** A connection in use: what it had received when it was last looked at, and since when there was nothing more. */
interface Watched {
  bytes: number;
  heardAt: number;
  /** When the server last said that it still works on this. */
  vouchedAt: number;
}

const silent = (): Error => new Error("Connection terminated: the database gave no answer");

/**
 * Opens an owner's connections to one database. An index may be built, and a shop copied, for many minutes: what counts
 * is not the time, but whether the server goes on. A connection from which nothing comes is asked after on a new one; a
 * server that does not answer there hangs, and who waits for it is told that the connection is lost.
 */
export function openOwnerPool(
  url: string,
  onError: (error: Error) => void,
  limits: Partial<OwnerLimits> = {},
): OwnerPool {
  const { max, applicationName, silentMillis, openMillis, mostMillis } = { ...usual, ...limits };
  /** Waiting for a connection that is busy has no limit; only opening one has. */
  class OwnerClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis: openMillis, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    }
  }
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    keepAlive: true,
    Client: OwnerClient,
  });
  surviveLostConnections(pool);
  pool.on("error", onError);
  const inUse = new Map<pg.PoolClient, Watched>();
  pool.on("acquire", (client) => {
    const now = performance.now();
    inUse.set(client, { bytes: bytesOf(client), heardAt: now, vouchedAt: now });
  });
  pool.on("release", (_error, client) => void inUse.delete(client));
  pool.on("remove", (client) => void inUse.delete(client));

  let isAsking = false;
  const look = async (): Promise<void> => {
    const now = performance.now();
    const quiet = [...inUse].filter(([client, watched]) => {
      const bytes = bytesOf(client);
      if (bytes !== watched.bytes) Object.assign(watched, { bytes, heardAt: now, vouchedAt: now });
      return now - watched.vouchedAt > silentMillis;
    });
    if (quiet.length === 0) return;
    const there = await backendsThere(url, applicationName, openMillis);
    for (const [client, watched] of quiet) {
      // It was given back, or has answered, while the server was asked.
      if (inUse.get(client) !== watched || bytesOf(client) !== watched.bytes) continue;
      const isThere = there === "unknown" || (there !== "silent" && there.has(pidOf(client)));
      if (isThere && now - watched.heardAt < mostMillis) watched.vouchedAt = performance.now();
      else streamOf(client)?.destroy(silent());
    }
  };
  const timer = setInterval(() => {
    if (pool.ended) return clearInterval(timer);
    if (isAsking) return;
    isAsking = true;
    look()
      .catch(onError)
      .finally(() => (isAsking = false));
  }, silentMillis / 8).unref();
  return pool;
}

/**
 * Which processes of the server work for this user, as it says on a connection of its own; `silent` when it does not
 * answer, `unknown` when it answers something else.
 */
async function backendsThere(
  connectionString: string,
  applicationName: string,
  millis: number,
): Promise<ReadonlySet<number> | "silent" | "unknown"> {
  const asker = new pg.Client({
    connectionString,
    application_name: `${applicationName}-asks`,
    connectionTimeoutMillis: millis,
    query_timeout: millis,
  });
  asker.on("error", () => undefined);
  try {
    await asker.connect();
    const { rows } = await asker.query<{ pid: number }>("select pid from pg_catalog.pg_stat_activity");
    return new Set(rows.map(({ pid }) => pid));
  } catch (error) {
    return isConnectionLost(error) ? "silent" : "unknown";
  } finally {
    asker.connection.stream.destroy();
  }
}

/** A pool's connections are whole clients; its type does not say so. */
const streamOf = (client: pg.PoolClient) => (client instanceof pg.Client ? client.connection.stream : undefined);
function bytesOf(client: pg.PoolClient): number {
  const stream = streamOf(client);
  return stream instanceof Socket ? stream.bytesRead : 0;
}
function pidOf(client: pg.PoolClient): number {
  const pid: unknown = Reflect.get(client, "processID");
  return typeof pid === "number" ? pid : 0;
}

/**
 * A connection that ends between two statements of a transaction tells so as an event: without a listener that is an
 * uncaught error, and the process dies with its database. The next statement fails all the same.
 */
function surviveLostConnections(pool: pg.Pool): void {
  pool.on("connect", (client) => client.on("error", () => undefined));
}
