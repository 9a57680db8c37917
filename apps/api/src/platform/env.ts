import type { webcrypto } from "node:crypto";
import { cellName, firstCell } from "@meridian/core/platform/cells";
import { isRegion, type Region, regions } from "@meridian/core/platform/regions";
import type { Settings } from "@meridian/core/platform/settings";
import { z } from "zod";

/** Every setting of every process, with what it means. The README's table is made from this. */
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const jwk = z.string().transform((text, context): webcrypto.JsonWebKey => {
  try {
    return z
      .object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() })
      .loose()
      .parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "an Ed25519 key as JSON Web Key" });
    return z.NEVER;
  }
});
const regionUrls = z.string().transform((text, context): Record<Region, string> => {
  const pairs = Object.fromEntries(text.split(",").map((pair) => pair.trim().split(/=(.*)/s)));
  const parsed = z.record(z.enum(regions), url).safeParse(pairs);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: "custom", message: "eu=<url>,us=<url>" });
  return z.NEVER;
});

const masterKey = z
  .base64()
  .transform((text) => Buffer.from(text, "base64"))
  .refine((key) => key.length === 32, { error: "32 bytes, base64" });
const list = z.string().transform((text) => text.split(",").flatMap((part) => part.trim() || []));
const masterKeys = list.pipe(z.array(masterKey));

/** `b=postgres://…,c=postgres://…`: a comma in a password is written `%2C`. The first cell has a setting of its own. */
export const cellUrls = z.string().transform((text, context): ReadonlyMap<string, string> => {
  const pairs = text.split(",").flatMap((pair) => (pair.trim() === "" ? [] : [pair.trim().split(/=(.*)/s)]));
  const urls = new Map(pairs.map(([cell = "", address = ""]) => [cell, address]));
  const isGood = ([cell, address]: readonly [string, string]): boolean =>
    cellName.test(cell) && cell !== firstCell && postgresUrl.safeParse(address).success;
  if (urls.size === pairs.length && [...urls].every(isGood)) return urls;
  context.addIssue({ code: "custom", message: "b=<postgres url>,c=<postgres url>, each name once and none of them a" });
  return z.NEVER;
});

/** Named by the European Central Bank at "Euro foreign exchange reference rates", Data formats. */
const ecbDaily = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml";

const common = z.object({
  MERIDIAN_ENV: z.enum(["development", "test", "production"]).describe("Which kind of installation this is."),
  PORT: z.coerce.number().int().min(0).max(65_535).describe("Port to listen on."),
  PUBLIC_URL: url.describe("This process's base URL as callers see it."),
  CONTROL_URL: url.describe("Base URL of the control plane."),
  CONSOLE_URL: url.describe("Where the console is served."),
  REGION_URLS: regionUrls.describe("Base URL of each region's API: eu=<url>,us=<url>."),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .describe("Where mail is handed over."),
  MAIL_FROM: z.string().default("Meridian <no-reply@meridian.example>").describe("Sender of the platform's mail."),
  SERVICE_SECRET: z.string().min(32).describe("Shared by control plane and regions for calls between them."),
  TOKEN_PUBLIC_KEY: jwk.describe("Checks staff tokens: Ed25519 public key as JWK."),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("Least severe line of log that is written."),
  MAILBOX_URL: url.optional().describe("Development only: where sent mail can be read."),
  DEMO_URL: url.optional().describe("Development only: the demo shop."),
  TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe("How many proxies of ours stand before this process: limits count the caller's address, not theirs."),
  MASTER_KEY: masterKey.describe("Wraps the keys that seal secrets: 32 bytes, base64. Each place has its own."),
  MASTER_KEYS_OTHER: masterKeys
    .default([])
    .describe("Master keys that only unwrap, comma-separated: earlier ones still in use, and the next one."),
  POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(64)
    .default(12)
    .describe("Connections of this process to each of its databases."),
  POOL_QUEUE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1_000)
    .describe("How much work may wait for a connection; what comes then is refused at once."),
});

const control = common.extend({
  CONTROL_DATABASE_URL: postgresUrl.describe("The control plane's database, runtime role."),
  FIRST_PLAN: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/)
    .default("trial")
    .describe("Plan of a shop that signs up."),
  GRACE_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe("Days for which a closed shop can be opened again before it is erased."),
  HIBERNATE_AFTER_DAYS: z.coerce
    .number()
    .int()
    .min(8)
    .max(3_650)
    .default(90)
    .describe(
      "Days without a visitor after which a shop on a trial plan is packed away; its owners hear a week before.",
    ),
  TOKEN_PRIVATE_KEY: jwk.describe("Signs staff tokens: Ed25519 private key as JWK. The control plane's alone."),
  CONSOLE_DIR: z.string().default("apps/admin/dist").describe("Folder of the built console."),
});

const region = common.extend({
  REGION: z.custom<Region>((value) => typeof value === "string" && isRegion(value), {
    error: `one of ${regions.join(", ")}`,
  }),
  DATABASE_URL: postgresUrl.describe("The region's database, runtime role; with more than one, that of cell a."),
  CELL_DATABASE_URLS: cellUrls
    .default(new Map())
    .describe("Further databases of the region, runtime role: b=postgres://…,c=postgres://…"),
  CELL_SOFT_LIMIT: z.coerce.number().int().min(1).default(1_000).describe("Shops that each database shall have."),
  CELL_HARD_LIMIT: z.coerce.number().int().min(1).default(3_000).describe("Shops that each database can have."),
  MEDIA_DIR: z.string().min(1).describe("Folder of uploaded pictures."),
  STRIPE_API_BASE: url.optional().describe("Another address of Stripe's API (the emulator); absent means Stripe."),
  ECB_RATES_URL: z
    .url({ protocol: /^(https?|file)$/ })
    .or(z.literal("off"))
    .optional()
    .describe("The ECB's file of daily rates; absent means the ECB's own in production and none elsewhere; or `off`."),
  TAX_ENGINE_URL: url.optional().describe("An external tax engine that shops may switch on; absent means none."),
  HMRC_CLIENT_ID: z.string().min(1).optional().describe("An application at HMRC, to look up British VAT numbers."),
  HMRC_CLIENT_SECRET: z.string().min(1).optional().describe("Its secret; without both nobody asks HMRC."),
  TAX_ENGINE_SECRET: z.string().min(16).optional().describe("Proves this platform to the tax engine, as bearer token."),
  DNS_SERVERS: list.default([]).describe("Who is asked about shops' domains, `address:port`; none means the system's."),
  OWN_HOSTS: list.default([]).describe("Further host names by which callers of ours reach this API."),
  PRIVATE_MEDIA_HOSTS: z.string().default("").describe("Hosts that picture imports may fetch although private."),
  RATE_LIMIT_ADDRESS: z.coerce
    .number()
    .int()
    .min(1)
    .default(1_200)
    .describe("Requests that one address may send in a minute."),
  RATE_LIMIT_TENANT: z.coerce
    .number()
    .int()
    .min(1)
    .default(3_000)
    .describe("Requests that one shop may take in ten seconds, whoever sends them."),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe("Queues and rate limits on Redis; absent means PostgreSQL, and limits that each process counts."),
});

const worker = region.extend({
  DATABASE_OWNER_URL: postgresUrl.describe("The region's database, owner role: migrations, spare schemas, queues."),
  CELL_DATABASE_OWNER_URLS: cellUrls
    .default(new Map())
    .describe("The further databases again, owner role: b=postgres://…,c=postgres://…"),
});

export type ControlEnv = z.output<typeof control>;
export type RegionEnv = z.output<typeof region>;
export type WorkerEnv = z.output<typeof worker>;

/** Says in one sentence which setting is bad. */
export class SettingError extends Error {}

function parse<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv): z.output<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0] ?? "environment");
  throw new SettingError(
    `The setting ${name} is ${given[name] === undefined ? "missing" : "not valid"}: ${issue?.message ?? ""}`,
  );
}

export const readControlEnv = (env: NodeJS.ProcessEnv): ControlEnv => parse(control, env);
export const readRegionEnv = (env: NodeJS.ProcessEnv): RegionEnv => parse(region, env);
export const readWorkerEnv = (env: NodeJS.ProcessEnv): WorkerEnv => parse(worker, env);

type CommonEnv = z.output<typeof common>;

function commonSettings(env: CommonEnv) {
  return {
    environment: env.MERIDIAN_ENV,
    regionUrls: env.REGION_URLS,
    controlUrl: env.CONTROL_URL,
    consoleUrl: env.CONSOLE_URL,
    publicUrl: env.PUBLIC_URL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    mailboxUrl: env.MAILBOX_URL ?? null,
    serviceSecret: env.SERVICE_SECRET,
    tokenPublicKey: env.TOKEN_PUBLIC_KEY,
    masterKey: env.MASTER_KEY,
    otherMasterKeys: env.MASTER_KEYS_OTHER,
  };
}

export function controlSettings(env: ControlEnv): Settings {
  return {
    ...commonSettings(env),
    tokenPrivateKey: env.TOKEN_PRIVATE_KEY,
    firstPlan: env.FIRST_PLAN,
    graceDays: env.GRACE_DAYS,
    hibernateAfterDays: env.HIBERNATE_AFTER_DAYS,
    // The control plane keeps no pictures.
    mediaDir: "",
    privateMediaHosts: [],
    ecbRatesUrl: null,
    stripeApiBase: null,
  };
}

export function regionSettings(env: RegionEnv): Settings {
  return {
    ...commonSettings(env),
    tokenPrivateKey: null,
    cellRoom: { soft: env.CELL_SOFT_LIMIT, hard: env.CELL_HARD_LIMIT },
    mediaDir: env.MEDIA_DIR,
    dnsServers: env.DNS_SERVERS,
    ownHosts: env.OWN_HOSTS,
    privateMediaHosts: env.PRIVATE_MEDIA_HOSTS.split(",").filter((host) => host !== ""),
    stripeApiBase: env.STRIPE_API_BASE ?? null,
    ecbRatesUrl: ratesUrl(env),
    taxEngine: taxEngineOf(env),
    taxRegisters: hmrcOf(env),
  };
}

function hmrcOf({ HMRC_CLIENT_ID: clientId, HMRC_CLIENT_SECRET: clientSecret }: RegionEnv) {
  return clientId === undefined || clientSecret === undefined ? {} : { hmrc: { clientId, clientSecret } };
}

function taxEngineOf({
  TAX_ENGINE_URL,
  TAX_ENGINE_SECRET,
  MERIDIAN_ENV,
}: RegionEnv): NonNullable<Settings["taxEngine"]> | null {
  if (TAX_ENGINE_URL === undefined) return null;
  if (MERIDIAN_ENV === "production" && TAX_ENGINE_SECRET !== undefined && !TAX_ENGINE_URL.startsWith("https:")) {
    throw new SettingError("The setting TAX_ENGINE_URL is not valid: https, where a secret is sent to it");
  }
  return { url: TAX_ENGINE_URL, secret: TAX_ENGINE_SECRET ?? null };
}

function ratesUrl({ ECB_RATES_URL: given, MERIDIAN_ENV: environment }: RegionEnv): string | null {
  if (given === undefined) return environment === "production" ? ecbDaily : null;
  return given === "off" ? null : given;
}

/** Every setting of every process. */
export const settingNames: readonly string[] = [
  ...new Set([...Object.keys(control.shape), ...Object.keys(worker.shape)]),
];
