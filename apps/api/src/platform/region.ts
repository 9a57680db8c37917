import type { Actor, PlatformCtx, Tenant, TenantCtx } from "@meridian/core/platform/context";
import { type Database, type Db, openDatabase } from "@meridian/core/platform/db";
import { createLog, type Log } from "@meridian/core/platform/log";
import { newId } from "@meridian/core/platform/new-id";
import type { Region } from "@meridian/core/platform/regions";
import type { Settings } from "@meridian/core/platform/settings";
import { openRateLimits, type RateLimits } from "./rate-limits.ts";
import { languages } from "@meridian/core/kernel/languages";
import { type RegionEnv, regionSettings } from "./env.ts";

/** What a process of one region holds: its database and nothing of any other region. */
export interface RegionRuntime {
  readonly region: Region;
  readonly settings: Settings;
  readonly log: Log;
  readonly now: () => Date;
  readonly database: Database;
  readonly regionDb: Db<"region">;
  readonly limits: RateLimits;
  /** Proxies of ours before the process. */
  readonly trustProxy: number;
  close(): Promise<void>;
}

export function openRegion(env: RegionEnv, process: string): RegionRuntime {
  const log = createLog({ process, region: env.REGION }, env.LOG_LEVEL);
  const database = openDatabase({
    url: env.DATABASE_URL,
    max: env.POOL_SIZE,
    applicationName: `meridian-${process}-${env.REGION}`,
    onError: (error) => log.warn({ err: error }, "a database connection was lost"),
  });
  const now = (): Date => new Date();
  const regionDb = database.bind("region", "region");
  const limits = openRateLimits(
    {
      perAddressMinute: env.RATE_LIMIT_ADDRESS,
      perTenantTenSeconds: env.RATE_LIMIT_TENANT,
      redisUrl: env.REDIS_URL ?? null,
      secret: env.SERVICE_SECRET,
    },
    log,
  );
  const settings = regionSettings(env);
  const close = async (): Promise<void> => {
    await limits.close();
    await database.close();
  };
  return { region: env.REGION, settings, log, now, database, regionDb, limits, trustProxy: env.TRUST_PROXY, close };
}

/** What a caller brings besides its credential. */
export interface CallFacts {
  readonly requestId: string;
  readonly language: string;
  readonly log: Log;
  readonly idempotencyKey: string | null;
}

export function platformContext(runtime: RegionRuntime, actor: Actor, facts: CallFacts): PlatformCtx<"region"> {
  return {
    ...facts,
    region: runtime.region,
    actor,
    now: runtime.now,
    settings: runtime.settings,
    db: runtime.regionDb,
  };
}

export function tenantContext(runtime: RegionRuntime, tenant: Tenant, actor: Actor, facts: CallFacts): TenantCtx {
  return {
    ...facts,
    log: facts.log.child({ tenantId: tenant.id }),
    region: runtime.region,
    actor,
    now: runtime.now,
    settings: runtime.settings,
    db: runtime.database.bind("tenant", tenant.schema),
    regionDb: runtime.regionDb,
    tenant,
  };
}

/** The context in which the platform itself works for a tenant. */
export function serviceContext(runtime: RegionRuntime, tenant: Tenant, name: string): TenantCtx {
  const requestId = newId("run");
  const facts = {
    requestId,
    language: languages[0],
    log: runtime.log.child({ requestId, work: name }),
    idempotencyKey: null,
  };
  return tenantContext(runtime, tenant, { kind: "service", name }, facts);
}
