import { join } from "node:path";
import { ensureCluster } from "../postgres.ts";
import type { Cluster } from "../postgres.ts";
import type { DatabaseUrls } from "./env.ts";
import { PartDied } from "./group.ts";
import { places } from "./ports.ts";
import type { Place, Ports } from "./ports.ts";
import type { UserSettings } from "./settings.ts";

export interface Databases {
  urls: Record<Place, Promise<DatabaseUrls>>;
  /** The places whose database is ours, not the user's. */
  embedded: Place[];
  died: Promise<never>;
  stop(): Promise<void>;
  kill(): void;
}

/** One cluster per place, all at once; a database that the user brought is used instead. */
export function startDatabases(data: string, ports: Ports, user: UserSettings): Databases {
  const given = givenUrls(user);
  const embedded = places.filter((place) => given[place] === undefined);
  const running: Cluster[] = [];
  let stopping = false;
  let reportDeath: (error: Error) => void = () => {};
  const died = new Promise<never>((_, reject) => (reportDeath = reject));
  died.catch(() => undefined);

  const start = async (place: Place): Promise<DatabaseUrls> => {
    const cluster = await ensureCluster({ dir: join(data, place, "postgres"), port: ports.database[place] });
    running.push(cluster);
    void cluster.ended.then((tail) => {
      const lines = tail.map((line) => `    ${line}`).join("\n");
      if (!stopping) reportDeath(new PartDied(`The database of ${place} ended. Its last lines:\n${lines}`));
    });
    return { app: cluster.url("app"), owner: cluster.url("owner") };
  };
  const urlsOf = (place: Place) => {
    const own = given[place];
    return own === undefined ? start(place) : Promise.resolve(own);
  };
  const urls = { control: urlsOf("control"), eu: urlsOf("eu"), us: urlsOf("us") };
  return {
    urls,
    embedded,
    died,
    async stop() {
      stopping = true;
      // One may still be starting: it is stopped as soon as it can be.
      await Promise.allSettled(Object.values(urls));
      await Promise.all(running.map((cluster) => cluster.stop()));
    },
    kill() {
      stopping = true;
      for (const cluster of running) cluster.abandon();
    },
  };
}

function givenUrls(user: UserSettings): Partial<Record<Place, DatabaseUrls>> {
  const given: Partial<Record<Place, DatabaseUrls>> = {};
  const pair = (app: string | undefined, owner: string | undefined) => (app ? { app, owner: owner ?? app } : undefined);
  const control = pair(user.controlDatabaseUrl, user.controlDatabaseOwnerUrl);
  if (control) given.control = control;
  for (const region of ["eu", "us"] as const) {
    const own = pair(user.region[region].databaseUrl, user.region[region].databaseOwnerUrl);
    if (own) given[region] = own;
  }
  return given;
}
