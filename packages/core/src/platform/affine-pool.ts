import type pg from "pg";
import { DomainError } from "../kernel/errors.ts";
import { preferredPlaces } from "./affinity.ts";
import { Connection, type ConnectionLimits } from "./connection.ts";
import { isConnectTimeOut } from "./outages.ts";
import { type Given, type PlaceState, type PoolMetrics, poolMetrics } from "./pool-metrics.ts";
import { Silence, type SilenceLimits, usualSilence } from "./silence.ts";
import { mostHeld, type Urgency } from "./urgency.ts";
import { type Asker, type LineLimits, WaitingLine } from "./waiting-line.ts";

export interface PoolLimits extends ConnectionLimits, LineLimits, SilenceLimits {
  /** Places that a tenant prefers. */
  readonly affinity: number;
  /** At most one connection is replaced in such a time, about, milliseconds. */
  readonly recycleEveryMillis: number;
  readonly idleMillis: number;
}

/** Measured on two cores with a thousand schemas: two places a tenant, and memory that nothing but a new connection frees. */
const defaults: PoolLimits = {
  affinity: 2,
  patienceMillis: 4,
  mostWaiting: 1_000,
  waitMillis: 20_000,
  statements: 2_000,
  tenants: 250,
  bytes: 512 * 2 ** 20,
  askEveryMillis: 60_000,
  recycleEveryMillis: 2_000,
  idleMillis: 300_000,
  ...usualSilence,
};

interface AffinePoolOptions {
  readonly url: string;
  readonly max: number;
  readonly applicationName: string;
  readonly onError: (error: Error) => void;
  readonly limits?: Partial<PoolLimits> | undefined;
}

interface Place {
  readonly index: number;
  state: PlaceState;
  connection: Connection | null;
  idleSince: number;
}

interface Lease {
  readonly connection: Connection;
  /** Between two units of work; `destroy` when it must not be used again. */
  readonly giveBack: (destroy: boolean) => void;
}

/** How often connections are looked at that owe an answer. */
const watchMillis = 200;

const closed = (): DomainError => new DomainError("unavailable", "platform.unavailable");
const away = (): Error => new Error("Connection terminated: the database was silent a moment ago");

/**
 * A pool of so many places, each with a connection or none. A tenant's work goes to the same two places, where its
 * tables are known and its statements planned; to any other rather than wait for long. Bounded in connections, in what
 * waits for them, and in what they hold of tenants they once served.
 */
export class AffinePool {
  readonly #config: pg.ClientConfig;
  readonly #limits: PoolLimits;
  readonly #onError: (error: Error) => void;
  readonly #metrics: PoolMetrics;
  readonly #places: readonly Place[];
  readonly #line: WaitingLine<Place>;
  readonly #idleTimer: NodeJS.Timeout;
  readonly #watch: NodeJS.Timeout;
  readonly #silence: Silence;
  readonly #endings = new Set<Promise<void>>();
  /** Places held by tenants' work of each kind. */
  readonly #held: Record<Urgency, number> = { sale: 0, cart: 0, browse: 0, extra: 0 };
  #recycleAt = 0;
  #whenEmpty: (() => void) | null = null;

  constructor({ url, max, applicationName, onError, limits }: AffinePoolOptions) {
    this.#limits = { ...defaults, ...limits };
    this.#config = {
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: this.#limits.openMillis,
      keepAlive: true,
    };
    this.#silence = new Silence(this.#limits);
    this.#onError = onError;
    this.#metrics = poolMetrics(applicationName, max);
    this.#line = new WaitingLine(this.#limits, this.#metrics);
    this.#places = Array.from({ length: max }, (_, index) => ({
      index,
      state: "empty",
      connection: null,
      idleSince: 0,
    }));
    this.#idleTimer = setInterval(() => this.#closeIdle(), Math.min(15_000, this.#limits.idleMillis)).unref();
    this.#watch = setInterval(() => this.#giveUpSilent(), watchMillis).unref();
  }

  askerOf(schema: string, isShared: boolean, urgency: Urgency): Asker {
    const preferred = isShared ? [] : preferredPlaces(schema, this.#places.length, this.#limits.affinity);
    return { schema, preferred, isShared, urgency };
  }

  /** Reports that take seconds leave connections to what takes milliseconds. */
  #mayHold({ isShared, urgency }: Asker): boolean {
    return isShared || this.#held[urgency] < mostHeld(urgency, this.#places.length);
  }

  acquire(asker: Asker): Promise<Lease> {
    if (this.#whenEmpty !== null) return Promise.reject(closed());
    if (this.#silence.refuses(this.#connections())) return Promise.reject(away());
    const place = this.#choose(asker, asker.isShared);
    if (place !== undefined) return this.#occupy(place, asker);
    return this.#line.wait(
      asker,
      () => this.#choose(asker, true),
      (free) => this.#occupy(free, asker),
    );
  }

  /** One of its own, idle before yet to be opened; then one that knows it; then, if it takes any, the last used. */
  #choose(asker: Asker, takesAny: boolean): Place | undefined {
    if (!this.#mayHold(asker)) return undefined;
    const { schema, preferred } = asker;
    const own = preferred.flatMap((index) => this.#places[index] ?? []);
    const idle = this.#places.filter((place) => place.state === "idle");
    return (
      own.find((place) => place.state === "idle") ??
      own.find((place) => place.state === "empty") ??
      idle.find((place) => place.connection?.knows(schema) === true) ??
      (takesAny
        ? (idle.toSorted((a, b) => b.idleSince - a.idleSince)[0] ??
          this.#places.find((place) => place.state === "empty"))
        : undefined)
    );
  }

  #move(place: Place, state: PlaceState): void {
    this.#metrics.moved(place.state, state);
    place.state = state;
  }

  async #occupy(place: Place, asker: Asker): Promise<Lease> {
    const count = (by: 1 | -1): void => void (asker.isShared || (this.#held[asker.urgency] += by));
    count(1);
    const connection = place.connection ?? (await this.#open(place, () => count(-1)));
    this.#move(place, "busy");
    this.#metrics.given(this.#wayTo(place.index, connection, asker));
    if (!asker.isShared) connection.meet(asker.schema);
    return {
      connection,
      giveBack: (destroy) => {
        count(-1);
        if (destroy) this.#empty(place);
        else this.#settle(place);
      },
    };
  }

  #wayTo(index: number, connection: Connection, { schema, preferred, isShared }: Asker): Given {
    if (isShared) return "shared";
    if (preferred.includes(index)) return "own";
    return connection.knows(schema) ? "warm" : "other";
  }

  /** Opens the connection of an empty place, which stays `opening` for its caller. */
  async #open(place: Place, onFailure = (): void => undefined): Promise<Connection> {
    this.#move(place, "opening");
    try {
      const connection = await Connection.open(this.#config, this.#limits, (lost, error) =>
        this.#lost(place, lost, error),
      );
      place.connection = connection;
      this.#silence.over();
      if (this.#whenEmpty !== null) throw closed();
      return connection;
    } catch (error) {
      onFailure();
      if (isConnectTimeOut(error) && this.#silence.isWhole(this.#connections())) this.#rest();
      this.#empty(place);
      throw error;
    }
  }

  /** A connection that goes while it is idle is told of; one in use fails its next statement and is not kept. */
  #lost(place: Place, connection: Connection, error: Error): void {
    if (place.connection !== connection || place.state !== "idle") return;
    this.#empty(place);
    this.#onError(error);
  }

  /** After a unit of work: the connection is given up, replaced, looked after, or given to who waits. */
  #settle(place: Place, isTended = false): void {
    const { connection } = place;
    if (connection === null) return;
    if (this.#whenEmpty !== null || !connection.isSound) return this.#empty(place);
    const why = performance.now() < this.#recycleAt ? null : connection.outgrown;
    if (why !== null) {
      this.#metrics.recycled(why);
      return this.#replace(place);
    }
    if (connection.needsCare && !isTended) {
      this.#move(place, "tended");
      connection.care().then(
        () => this.#settle(place, true),
        () => this.#empty(place),
      );
      return;
    }
    place.idleSince = performance.now();
    this.#move(place, "idle");
    this.#serveFrom(place);
  }

  /** A new connection in the place of an outgrown one, before somebody asks; one place at a time, at irregular times. */
  #replace(place: Place): void {
    this.#recycleAt = performance.now() + this.#limits.recycleEveryMillis * (0.5 + Math.random());
    this.#end(place);
    this.#open(place).then(
      () => this.#settle(place, true),
      () => undefined,
    );
  }

  #end(place: Place): void {
    const ending = place.connection?.end();
    place.connection = null;
    if (ending === undefined) return;
    this.#endings.add(ending);
    void ending.then(() => this.#endings.delete(ending));
  }

  #empty(place: Place): void {
    this.#end(place);
    this.#move(place, "empty");
    if (this.#whenEmpty !== null) this.#tellEmpty();
    else this.#serveFrom(place);
  }

  /** Gives a place that has become free to who waits for it. */
  #serveFrom(place: Place): void {
    this.#line.offer(
      place,
      (asker, takesAny) =>
        this.#mayHold(asker) &&
        (takesAny || asker.preferred.includes(place.index) || place.connection?.knows(asker.schema) === true),
    );
  }

  #connections(): readonly Connection[] {
    return this.#places.flatMap(({ connection }) => connection ?? []);
  }

  /** One connection that is silent is given up; when all are, the database is, and nobody else need find that out. */
  #giveUpSilent(): void {
    const connections = this.#connections();
    const silent = this.#silence.among(connections);
    if (silent.length === 0) return;
    for (const connection of silent) connection.giveUp();
    if (this.#silence.isWhole(connections)) this.#rest();
  }

  #rest(): void {
    this.#silence.begin();
    this.#line.refuseAll(away());
    for (const place of this.#places) {
      if (place.state !== "idle") continue;
      place.connection?.giveUp();
      this.#empty(place);
    }
  }

  #closeIdle(): void {
    const before = performance.now() - this.#limits.idleMillis;
    for (const place of this.#places) if (place.state === "idle" && place.idleSince < before) this.#empty(place);
  }

  #tellEmpty(): void {
    if (this.#places.every((place) => place.state === "empty")) this.#whenEmpty?.();
  }

  /** Refuses who waits, lets the work under way end, and closes every connection. */
  async close(): Promise<void> {
    if (this.#whenEmpty !== null) return;
    clearInterval(this.#idleTimer);
    const empty = new Promise<void>((resolve) => (this.#whenEmpty = resolve));
    this.#line.refuseAll(closed());
    for (const place of this.#places) if (place.state === "idle") this.#empty(place);
    this.#tellEmpty();
    await empty;
    clearInterval(this.#watch);
    await Promise.all(this.#endings);
    this.#metrics.closed();
  }
}
