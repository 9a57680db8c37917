import { StartError } from "./options.ts";
import { regions } from "./ports.ts";
import type { Region } from "./ports.ts";

/** Servers and keys of the user's own, instead of the embedded ones. */
export interface RegionSettings {
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  redisUrl?: string;
  stripeSecretKey?: string;
  stripeWebhookSecret?: string;
}

export interface UserSettings {
  controlDatabaseUrl?: string;
  controlDatabaseOwnerUrl?: string;
  region: Record<Region, RegionSettings>;
}

type Check = (name: string, value: string) => void;

const address =
  (...schemes: string[]): Check =>
  (name, value) => {
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : "";
    if (!schemes.includes(scheme)) throw new StartError(`${name} must be a ${schemes[0]}:// address.`);
  };

const startsWith =
  (...prefixes: string[]): Check =>
  (name, value) => {
    if (!prefixes.some((prefix) => value.startsWith(prefix))) {
      throw new StartError(`${name} must start with ${prefixes.join(" or ")}.`);
    }
  };

const regional = {
  DATABASE_URL: { field: "databaseUrl", check: address("postgres", "postgresql") },
  DATABASE_OWNER_URL: { field: "databaseOwnerUrl", check: address("postgres", "postgresql") },
  REDIS_URL: { field: "redisUrl", check: address("redis", "rediss") },
  STRIPE_SECRET_KEY: { field: "stripeSecretKey", check: startsWith("sk_", "rk_") },
  STRIPE_WEBHOOK_SECRET: { field: "stripeWebhookSecret", check: startsWith("whsec_") },
} as const;

/** Reads what the user set; the first bad setting is named. */
export function readUserSettings(env: NodeJS.ProcessEnv): UserSettings {
  refuseUnknownRegions(env);
  const settings: UserSettings = { region: { eu: {}, us: {} } };
  const control = readOne(env, "CONTROL_DATABASE_URL", address("postgres", "postgresql"));
  const controlOwner = readOne(env, "CONTROL_DATABASE_OWNER_URL", address("postgres", "postgresql"));
  if (control) settings.controlDatabaseUrl = control;
  if (controlOwner ?? control) settings.controlDatabaseOwnerUrl = controlOwner ?? control ?? "";
  for (const region of regions) {
    const own = settings.region[region];
    for (const [prefix, { field, check }] of Object.entries(regional)) {
      const value = readOne(env, `${prefix}_${region.toUpperCase()}`, check);
      if (value) own[field] = value;
    }
    if (own.databaseUrl) own.databaseOwnerUrl ??= own.databaseUrl;
  }
  refuseSharedDatabases(settings);
  return settings;
}

function readOne(env: NodeJS.ProcessEnv, name: string, check: Check): string | undefined {
  const value = env[name]?.trim();
  if (!value) return undefined;
  check(name, value);
  return value;
}

/** A typing error in a region's name would quietly start an embedded server instead. */
function refuseUnknownRegions(env: NodeJS.ProcessEnv): void {
  const known = regions.map((region) => region.toUpperCase());
  for (const name of Object.keys(env)) {
    const suffix = /^(?:DATABASE_URL|DATABASE_OWNER_URL|REDIS_URL|STRIPE_SECRET_KEY|STRIPE_WEBHOOK_SECRET)_(.+)$/.exec(
      name,
    )?.[1];
    if (suffix !== undefined && !known.includes(suffix)) {
      throw new StartError(
        `${name} names a region that does not exist here: the regions are ${regions.join(" and ")}.`,
      );
    }
  }
}

function refuseSharedDatabases({ controlDatabaseUrl, region }: UserSettings): void {
  const owners = new Map<string, string>();
  const named: [string, string | undefined][] = [
    ["CONTROL_DATABASE_URL", controlDatabaseUrl],
    ...regions.map((name): [string, string | undefined] => [
      `DATABASE_URL_${name.toUpperCase()}`,
      region[name].databaseUrl,
    ]),
  ];
  for (const [name, value] of named) {
    if (value === undefined) continue;
    const { hostname, port, pathname } = new URL(value);
    const place = `${hostname}:${port || "5432"}${pathname}`;
    const other = owners.get(place);
    if (other) throw new StartError(`${other} and ${name} name the same database: each needs its own.`);
    owners.set(place, name);
  }
}
