import { counter, gauge } from "./observe.ts";
import type { Urgency } from "./urgency.ts";

const connections = gauge(
  "meridian_db_connections",
  "Database connections of this process by what they are doing: opening, idle, busy, tended.",
  ["database", "state"],
);
const size = gauge("meridian_db_connections_most", "Database connections that this process may have.", ["database"]);
const waiting = gauge("meridian_db_waiting", "Units of work that wait for a database connection.", ["database"]);
const given = counter(
  "meridian_db_connections_given_total",
  "Connections given to units of work: own (one of the tenant's two), warm (knows the tenant), other, shared (no tenant's).",
  ["database", "how"],
);
const refused = counter(
  "meridian_db_refused_total",
  "Units of work that got no connection: the queue was full for their kind, or they had waited too long.",
  ["database", "why", "urgency"],
);
const recycled = counter(
  "meridian_db_connections_recycled_total",
  "Connections replaced because they had served too many tenants or held too much memory.",
  ["database", "why"],
);

export type PlaceState = "empty" | "opening" | "idle" | "busy" | "tended";
export type Given = "own" | "warm" | "other" | "shared";

/** The figures of one pool. `database` is a name of ours (`eu-a`), never an address. */
export function poolMetrics(database: string, places: number) {
  const state = (name: PlaceState) => connections.labels({ database, state: name });
  const states = {
    opening: state("opening"),
    idle: state("idle"),
    busy: state("busy"),
    tended: state("tended"),
  };
  const how = (name: Given) => given.labels({ database, how: name });
  const ways = { own: how("own"), warm: how("warm"), other: how("other"), shared: how("shared") };
  const queue = waiting.labels({ database });
  size.inc({ database }, places);
  return {
    moved: (from: PlaceState, to: PlaceState): void => {
      if (from !== "empty") states[from].dec();
      if (to !== "empty") states[to].inc();
    },
    waits: (by: 1 | -1): void => queue.inc(by),
    given: (way: Given): void => ways[way].inc(),
    refused: (why: "full" | "late", urgency: Urgency): void => refused.inc({ database, why, urgency }),
    recycled: (why: "tenants" | "memory"): void => recycled.inc({ database, why }),
    closed: (): void => size.dec({ database }, places),
  };
}

export type PoolMetrics = ReturnType<typeof poolMetrics>;
