import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import { DomainError } from "@meridian/core/kernel/errors";
import type { Log } from "@meridian/core/platform/log";
import { rateLimited } from "@meridian/core/platform/observe";
import { Remembered } from "@meridian/core/platform/remembered";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

/** How much callers may ask of a region: counted in this process, or in Redis for all of the region's processes. */
export interface RateLimits {
  /** Counts a request from a caller's address; throws `limit` beyond what one may ask in a minute. */
  address(ip: string): Promise<void>;
  /**
   * Counts a request for a shop, whoever asks; throws `limit` beyond what one shop may take in ten seconds, and beyond
   * what its plan allows in a minute (null: no such limit).
   */
  tenant(tenantId: string, perMinute: number | null): Promise<void>;
  /** Counts a resting shop that somebody without a credential wakes; throws `limit` beyond a few in an hour. */
  stranger(ip: string): Promise<void>;
  close(): Promise<void>;
}

/** Shops that strangers may wake in an hour: from one address, and in the region. */
export const wakesByStrangers = { ofAddress: 5, ofRegion: 60 } as const;

export interface RateLimitSettings {
  readonly perAddressMinute: number;
  readonly perTenantTenSeconds: number;
  readonly redisUrl: string | null;
  /** Keeps addresses from being read out of Redis. */
  readonly secret: string;
}

/** One subscriber of IPv6 has a /64 (RIPE-690): its addresses count as one. */
function subscriber(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

function tooMany(scope: "address" | "tenant" | "region", millis: number): DomainError {
  rateLimited.inc({ scope });
  return new DomainError("limit", "request.too_many", { scope, retryAfterSeconds: Math.ceil(millis / 1000) });
}

/** Told by its amount, for unlike the others it is the shop's own, and a larger plan has a larger one. */
function planUsedUp(limit: number, millis: number): DomainError {
  rateLimited.inc({ scope: "plan" });
  return new DomainError("limit", "tenants.limit_requests", { limit, retryAfterSeconds: Math.ceil(millis / 1000) });
}

/** Addresses whose hidden names are kept: a visitor asks many times. */
const mostNames = 5_000;

export function openRateLimits(settings: RateLimitSettings, log: Log): RateLimits {
  const redis =
    settings.redisUrl === null
      ? null
      : new Redis(settings.redisUrl, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  let lost = false;
  redis?.on("error", (error: Error) => {
    if (!lost) log.warn({ err: error }, "rate limits are counted per process: Redis is away");
    lost = true;
  });
  redis?.on("ready", () => {
    lost = false;
  });
  void redis?.connect().catch(() => undefined);

  const limiter = (keyPrefix: string, points: number, duration: number) => {
    const here = new RateLimiterMemory({ keyPrefix, points, duration });
    return redis === null
      ? here
      : // Redis away: each process counts for itself, and nobody is refused for that.
        new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration, insuranceLimiter: here });
  };
  const addresses = limiter("limit:address", settings.perAddressMinute, 60);
  const tenants = limiter("limit:tenant", settings.perTenantTenSeconds, 10);
  // Plans differ: their minute is only counted here, and compared below.
  const minutes = limiter("limit:plan", Number.MAX_SAFE_INTEGER, 60);

  const hour = 3600;
  const wakes = limiter("limit:wake", wakesByStrangers.ofAddress, hour);
  const allWakes = limiter("limit:wakes", wakesByStrangers.ofRegion, hour);

  async function count(
    scope: "address" | "tenant" | "region",
    key: string,
    within = scope === "tenant" ? tenants : addresses,
  ): Promise<void> {
    try {
      await within.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw tooMany(scope, error.msBeforeNext);
    }
  }

  async function countMinute(tenantId: string, most: number): Promise<void> {
    const { consumedPoints, msBeforeNext } = await minutes.consume(tenantId);
    if (consumedPoints > most) throw planUsedUp(most, msBeforeNext);
  }

  const hidden = (text: string): string => createHmac("sha256", settings.secret).update(text).digest("base64url");
  const names = new Remembered<string>(mostNames);
  const nameOf = (ip: string): string => names.get(ip, () => hidden(subscriber(ip)).slice(0, 22));
  return {
    address: (ip) => count("address", nameOf(ip)),
    stranger: async (ip) => {
      await count("address", nameOf(ip), wakes);
      await count("region", "all", allWakes);
    },
    tenant: async (tenantId, perMinute) => {
      await count("tenant", tenantId);
      if (perMinute !== null) await countMinute(tenantId, perMinute);
    },
    close: async () => {
      redis?.disconnect();
    },
  };
}
