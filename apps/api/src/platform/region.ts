import { DomainError } from "@meridian/core/kernel/errors";
import { firstCell } from "@meridian/core/platform/cells";
import type { Actor, RegionCtx, Tenant, TenantCtx } from "@meridian/core/platform/context";
import type { Database, Db } from "@meridian/core/platform/db";
import { createLog, type Log } from "@meridian/core/platform/log";
import { newId } from "@meridian/core/platform/new-id";
import type { Region } from "@meridian/core/platform/regions";
import type { Settings } from "@meridian/core/platform/settings";
import { openRateLimits, type RateLimits } from "./rate-limits.ts";
import { languages } from "@meridian/core/kernel/languages";
import { type OpenCells, openCells } from "./cells.ts";
import { type RegionEnv, regionSettings } from "./env.ts";

/** What a process of one region holds: its databases and nothing of any other region. */
export interface RegionRuntime {
  readonly region: Region;
  readonly settings: Settings;
  readonly log: Log;
  readonly now: () => Date;
  /** The first cell's, which also has the region's own tables. */
  readonly database: Database;
  readonly cells: OpenCells;
  readonly regionDb: Db<"region">;
  readonly limits: RateLimits;
  /** Proxies of ours before the process. */
  readonly trustProxy: number;
  close(): Promise<void>;
}

export function openRegion(env: RegionEnv, process: string): RegionRuntime {
  const log = createLog({ process, region: env.REGION }, env.LOG_LEVEL);
  const cells = openCells(new Map([[firstCell, env.DATABASE_URL], ...env.CELL_DATABASE_URLS]), {
    max: env.POOL_SIZE,
    applicationName: `meridian-${process}-${env.REGION}`,
    onError: (error) => log.warn({ err: error }, "a database connection was lost"),
    limits: { mostWaiting: env.POOL_QUEUE },
  });
  const database = cells.database(firstCell);
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
    await cells.close();
  };
  return {
    region: env.REGION,
    settings,
    log,
    now,
    database,
    cells,
    regionDb,
    limits,
    trustProxy: env.TRUST_PROXY,
    close,
  };
}

/** What a caller brings besides its credential. */
export interface CallFacts {
  readonly requestId: string;
  readonly language: string;
  readonly log: Log;
  readonly idempotencyKey: string | null;
}

export function platformContext(runtime: RegionRuntime, actor: Actor, facts: CallFacts): RegionCtx {
  return {
    ...facts,
    region: runtime.region,
    actor,
    now: runtime.now,
    settings: runtime.settings,
    db: runtime.regionDb,
    cells: runtime.cells,
  };
}

/** Throws `unavailable` for a shop that is packed away: it has no schema that could be reached. */
export function tenantContext(runtime: RegionRuntime, tenant: Tenant, actor: Actor, facts: CallFacts): TenantCtx {
  if (!tenant.awake) throw new DomainError("unavailable", "tenant.asleep", { retryAfterSeconds: 1 });
  return {
    ...facts,
    log: facts.log.child({ tenantId: tenant.id }),
    region: runtime.region,
    actor,
    now: runtime.now,
    settings: runtime.settings,
    db: runtime.cells.tenantDb(tenant.cell, tenant.schema),
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

/** The role that serves a cell. */
export function appRoleOf({ cells }: Pick<RegionRuntime, "cells">, cell: string): string {
  const { options } = cells.database(cell).pool;
  return options.user ?? decodeURIComponent(new URL(options.connectionString ?? "").username);
}
