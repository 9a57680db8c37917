import type { Db } from "./db.ts";
import type { OwnerPool } from "./owner-pool.ts";

/**
 * A region has one or more cells: databases that hold tenants' schemas, a tenant's whole schema in one of them, so that
 * no transaction of a tenant ever spans two. The region's own tables (directory, due work, migration ledger, spares,
 * queues) are in the first cell alone: routing must know of every tenant before it knows a cell, one small table tells
 * the sweeps of all of them, and what is announced there is written in a transaction of its own, before the tenant's.
 * The price: without its first cell a region stands still, as it does with a single one; any other takes only its own
 * tenants with it.
 */
export const firstCell = "a";

/** A cell's name, for settings and figures: `a` to `zzzz`. */
export const cellName: RegExp = /^[a-z]{1,4}$/;

/** What a process of a region reaches of its cells. */
export interface Cells {
  readonly names: readonly string[];
  /** The handle of a tenant's schema, where the directory says that it is. Throws `unavailable` for an unknown cell. */
  tenantDb(cell: string, schema: string): Db<"tenant">;
  /** Whether a cell answers at this moment; one that hangs is known to after a while, and then at once. */
  answers(cell: string): Promise<boolean>;
  /** Whether a cell answers, and how large its database is, bytes. */
  look(cell: string): Promise<{ readonly bytes: number } | null>;
}

/** Connections of the role that owns each cell's schemas; a single pool is the first cell's. */
export type Owners = OwnerPool | ReadonlyMap<string, OwnerPool>;

/** The owner's connections to a cell, if this process has any. */
export function ownerOf(owners: Owners, cell: string): OwnerPool | undefined {
  if (owners instanceof Map) return owners.get(cell);
  return cell === firstCell ? (owners as OwnerPool) : undefined;
}
