import { join } from "node:path";
import { regions } from "./ports.ts";
import type { Place, Ports, Region } from "./ports.ts";
import type { Secrets } from "./secrets.ts";
import type { RegionSettings } from "./settings.ts";

export type Env = Record<string, string>;

export interface DatabaseUrls {
  app: string;
  owner: string;
}

export interface EnvInput {
  ports: Ports;
  data: string;
  secrets: Secrets;
  watch: boolean;
  /** Settings of the regions that the user brought. */
  user: Record<Region, RegionSettings>;
  /** The supervisor's own environment: only harmless names are handed on. */
  parent: NodeJS.ProcessEnv;
}

/** Whatever else the shell holds (another region's address, a cloud credential) stays with the supervisor. */
const HANDED_ON = ["PATH", "HOME", "TMPDIR", "TMP", "TEMP", "LANG", "LC_ALL", "TZ", "LOG_LEVEL", "NODE_EXTRA_CA_CERTS"];

export const address = (port: number) => `http://localhost:${port}`;

export function baseEnv(parent: NodeJS.ProcessEnv): Env {
  return Object.fromEntries(HANDED_ON.flatMap((name) => (parent[name] ? [[name, parent[name]]] : [])));
}

function commonEnv({ ports, secrets, watch, parent }: EnvInput, place: Place): Env {
  return {
    ...baseEnv(parent),
    MERIDIAN_ENV: "development",
    CONTROL_URL: address(ports.control),
    CONSOLE_URL: address(watch ? ports.console : ports.control),
    REGION_URLS: regions.map((region) => `${region}=${address(ports.region[region])}`).join(","),
    SMTP_URL: `smtp://localhost:${ports.smtp[place]}`,
    TOKEN_PUBLIC_KEY: secrets.tokenPublicKey,
    SERVICE_SECRET: secrets.serviceSecret,
    MASTER_KEY: secrets.masterKey[place],
    MAILBOX_URL: address(ports.mailbox),
    DEMO_URL: address(ports.demo),
  };
}

export function controlEnv(input: EnvInput, database: DatabaseUrls): Env {
  return {
    ...commonEnv(input, "control"),
    PORT: String(input.ports.control),
    PUBLIC_URL: address(input.ports.control),
    CONTROL_DATABASE_URL: database.app,
    TOKEN_PRIVATE_KEY: input.secrets.tokenPrivateKey,
    // Nobody tries the platform out for money here.
    FIRST_PLAN: "unlimited",
  };
}

/** A region's API: its own database as the runtime role, and nothing of any other region. */
export function serverEnv(input: EnvInput, region: Region, database: DatabaseUrls): Env {
  const { ports, data, user } = input;
  const { redisUrl, stripeSecretKey, stripeWebhookSecret } = user[region];
  return {
    ...commonEnv(input, region),
    REGION: region,
    PORT: String(ports.region[region]),
    PUBLIC_URL: address(ports.region[region]),
    DATABASE_URL: database.app,
    MEDIA_DIR: join(data, region, "media"),
    DNS_SERVERS: `127.0.0.1:${ports.dns}`,
    // Browser tests and benches are many shoppers at one address.
    RATE_LIMIT_ADDRESS: "100000",
    RATE_LIMIT_TENANT: "100000",
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    ...(stripeSecretKey
      ? {
          STRIPE_SECRET_KEY: stripeSecretKey,
          ...(stripeWebhookSecret ? { STRIPE_WEBHOOK_SECRET: stripeWebhookSecret } : {}),
        }
      : { STRIPE_API_BASE: address(ports.emulator[region]) }),
  };
}

/** The worker also migrates and makes spare schemas: it alone holds the owner's role. */
export function workerEnv(input: EnvInput, region: Region, database: DatabaseUrls): Env {
  return {
    ...serverEnv(input, region, database),
    PORT: String(input.ports.worker[region]),
    DATABASE_OWNER_URL: database.owner,
  };
}

export function migrateEnv(input: EnvInput, place: Place, database: DatabaseUrls): Env {
  return place === "control"
    ? { ...controlEnv(input, database), CONTROL_DATABASE_OWNER_URL: database.owner }
    : workerEnv(input, place, database);
}

/** The seeder is a customer like any other: it knows addresses, and no database. */
export function seedEnv(input: EnvInput): Env {
  const {
    CONTROL_URL = "",
    CONSOLE_URL = "",
    REGION_URLS = "",
    MAILBOX_URL = "",
    DEMO_URL = "",
  } = commonEnv(input, "control");
  return {
    ...baseEnv(input.parent),
    MERIDIAN_ENV: "development",
    CONTROL_URL,
    CONSOLE_URL,
    REGION_URLS,
    MAILBOX_URL,
    DEMO_URL,
    DEMO_FILE: join(input.data, "demo.json"),
    DEMO_SHOP_FILE: join(input.data, "demo-shop.json"),
  };
}
