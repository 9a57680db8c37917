import type { Tenant } from "../platform/context.ts";
import type { Id } from "../kernel/ids.ts";
import type { Db } from "../platform/db.ts";
import { findKey, findTenantById } from "./queries/region-directory.ts";
import { keyIsLive } from "./rules/api-key.ts";
import type { ApiKeyKind } from "./schemas.ts";
import { createRecall } from "./recall.ts";

/** Whom a live key belongs to. */
export interface KeyHolder {
  readonly tenant: Tenant;
  readonly keyId: Id<"key">;
  readonly kind: ApiKeyKind;
  readonly allowedOrigins: readonly string[];
  readonly channel: string;
}

/** Answers may be this old: so long a revoked key or a suspended shop may live on. */
const recall = { lifetimeMillis: 2_000, mostEntries: 5_000 };

function openDirectory(db: Db<"region">) {
  return {
    tenant: createRecall(recall, (id) => findTenantById(db, id)),
    key: createRecall(recall, (hash) => findKey(db, hash)),
  };
}

/** One memory per handle: a process has one handle of its region for all its life. */
const directories = new WeakMap<Db<"region">, ReturnType<typeof openDirectory>>();

function directoryOf(db: Db<"region">): ReturnType<typeof openDirectory> {
  const directory = directories.get(db) ?? openDirectory(db);
  directories.set(db, directory);
  return directory;
}

/** The tenant with this id, if this region serves it. */
export function tenantById(db: Db<"region">, id: string): Promise<Tenant | undefined> {
  return directoryOf(db).tenant(id);
}

/** The holder of the key with this hash, if it is live. */
export async function keyByHash(db: Db<"region">, hash: string, now: Date): Promise<KeyHolder | undefined> {
  const found = await directoryOf(db).key(hash);
  if (found === undefined || !keyIsLive(found.key, now)) return undefined;
  const { id, kind, allowedOrigins, channel } = found.key;
  return { tenant: found.tenant, keyId: id, kind, allowedOrigins, channel };
}
