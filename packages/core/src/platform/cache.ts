import type { Kysely } from "kysely";
import type { TenantCtx } from "./context.ts";
import type { Db } from "./db.ts";
import type { InfraTables } from "./infra-tables.ts";
import { statement } from "./statement.ts";

/**
 * What a process remembers of a shop's public pages. Every write of staff or of the platform appends to the tenant's
 * audit chain in its own transaction, so the chain's number is the version of all that staff can change: an entry is
 * given out only while the number that it was made under is the newest known one. The number is asked again after a
 * second, and at once after a write of this process. What changes without an audit entry (the pieces left, by shoppers'
 * own acts; a running import's batches) is at most `lifetimeMillis` old. Carts and orders never read from here.
 */
const checkMillis = 1_000;
const lifetimeMillis = 5_000;
const mostEntries = 5_000;
const mostBytes = 32 * 1024 * 1024;

/** Something to be remembered. */
export interface Keepable<T> {
  readonly value: T;
  /** About how much memory it takes. */
  readonly bytes: number;
  /** When it changes by the mere passing of time, as prices that begin or end do; null where it does not. */
  readonly until: Date | null;
}

interface Entry {
  readonly version: number;
  readonly value: Promise<unknown>;
  until: number;
  bytes: number;
}

interface Head {
  readonly version: Promise<number>;
  readonly until: number;
}

type Reader = Pick<TenantCtx, "db" | "regionDb" | "tenant" | "now">;

/** The memory of one region's process. The tenant is in every key; the oldest entries go first. */
export class ShopMemory {
  readonly #entries = new Map<string, Entry>();
  readonly #heads = new Map<string, Head>();
  readonly #clock: () => number;
  readonly #ask: (ctx: Reader) => Promise<number>;
  #bytes = 0;

  constructor(clock: () => number = () => performance.now(), ask: (ctx: Reader) => Promise<number> = versionIn) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** The value under the tenant's key; made anew where it is missing or may be outdated, once for all who wait. */
  async keep<T>(ctx: Reader, key: string, make: () => Promise<Keepable<T>>): Promise<T> {
    const version = await this.#versionOf(ctx);
    const place = `${ctx.tenant.id}\n${key}`;
    const found = this.#entries.get(place);
    if (found !== undefined && found.version === version && this.#clock() < found.until) {
      this.#entries.delete(place);
      this.#entries.set(place, found);
      return found.value as Promise<T>;
    }
    const made = make();
    const entry: Entry = {
      version,
      value: made.then(({ value }) => value),
      until: this.#clock() + lifetimeMillis,
      bytes: 0,
    };
    this.#put(place, entry);
    try {
      const { bytes, until } = await made;
      if (until !== null) entry.until = Math.min(entry.until, this.#clock() + until.getTime() - ctx.now().getTime());
      this.#weigh(place, entry, bytes);
    } catch {
      // Whoever waits for the value hears of it; a failure is not remembered.
      if (this.#entries.get(place) === entry) this.#drop(place);
    }
    return entry.value as Promise<T>;
  }

  /** A write of this process has been committed: the tenant's version is asked for anew. */
  changed(tenantId: string): void {
    this.#heads.delete(tenantId);
  }

  #versionOf(ctx: Reader): Promise<number> {
    const { id } = ctx.tenant;
    const known = this.#heads.get(id);
    if (known !== undefined && this.#clock() < known.until) return known.version;
    const version = this.#ask(ctx);
    this.#heads.delete(id);
    this.#heads.set(id, { version, until: this.#clock() + checkMillis });
    version.catch(() => this.#heads.delete(id));
    const oldest = this.#heads.keys().next().value;
    if (this.#heads.size > mostEntries && oldest !== undefined) this.#heads.delete(oldest);
    return version;
  }

  #put(place: string, entry: Entry): void {
    this.#drop(place);
    this.#entries.set(place, entry);
    this.#makeRoom();
  }

  #weigh(place: string, entry: Entry, bytes: number): void {
    if (this.#entries.get(place) !== entry) return;
    entry.bytes = bytes;
    this.#bytes += bytes;
    this.#makeRoom();
  }

  #makeRoom(): void {
    for (const place of this.#entries.keys()) {
      if (this.#entries.size <= mostEntries && this.#bytes <= mostBytes) return;
      this.#drop(place);
    }
  }

  #drop(place: string): void {
    this.#bytes -= this.#entries.get(place)?.bytes ?? 0;
    this.#entries.delete(place);
  }
}

const auditHead = statement((own: Kysely<InfraTables>) => own.selectFrom("audit_head").select("seq"));

async function versionIn({ db }: Pick<Reader, "db">): Promise<number> {
  const [head] = await auditHead(db, {});
  if (head === undefined) throw new Error("audit_head has lost its row");
  return head.seq;
}

/** One memory per handle: a process has one handle of its region for all its life. */
const memories = new WeakMap<Db<"region">, ShopMemory>();

export function memoryOf({ regionDb }: Pick<TenantCtx, "regionDb">): ShopMemory {
  const memory = memories.get(regionDb) ?? new ShopMemory();
  memories.set(regionDb, memory);
  return memory;
}
