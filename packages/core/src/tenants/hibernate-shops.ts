import { randomBytes } from "node:crypto";
import { addSeconds } from "../kernel/time.ts";
import type { Owners } from "../platform/cells.ts";
import type { AnyTableDeclarations } from "../platform/columns.ts";
import type { PlatformCtx, Tenant } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction } from "../platform/db.ts";
import { dumpWithin } from "../platform/dump.ts";
import { type LockedSchema, withLockedSchema } from "../platform/locked-schema.ts";
import type { Migration } from "../platform/migrate.ts";
import { newId } from "../platform/new-id.ts";
import { observed } from "../platform/observe.ts";
import { vaultFor } from "../platform/vault.ts";
import { beginPacking, hashPacked, type PackedFile, removePackedUntil } from "./adapters/packed-shop.ts";
import { ownerIn } from "./owner-in.ts";
import {
  fallAsleep,
  forgetRest,
  keepDump,
  leaseTurn,
  putOffTurn,
  stayAwake,
  type Turn,
} from "./queries/hibernations.ts";
import { findTenantById } from "./queries/region-directory.ts";
import { placeOfKey } from "./rules/rest.ts";
import type { PackedDump } from "./region-tables.ts";

export interface Resting {
  readonly owners: Owners;
  /** Every table of a tenant's schema: none can be forgotten. */
  readonly tables: AnyTableDeclarations;
  /** The history of a tenant's schema. */
  readonly steps: readonly Migration[];
  /** The role that serves a cell. */
  readonly appRole: (cell: string) => string;
  /** Whether a cell answers at this moment. */
  readonly answers: (cell: string) => Promise<boolean>;
}

/** Longer than a large shop takes. */
const leaseSeconds = 900;
const busySeconds = 2;
const troubleSeconds = 60;

declareCrashPoints(
  "tenants.hibernate:leased",
  "tenants.hibernate:packed",
  "tenants.hibernate:kept",
  "tenants.hibernate:dropped",
  "tenants.hibernate:asleep",
  "tenants.hibernate:tidied",
);

/**
 * Packs one shop away that is to rest, or tidies up after one that is back; answers how many. The shop's schema is
 * locked as a whole, read, written into a sealed file, compared with the file by its rows' hashes, and only then
 * dropped, in the transaction that locked it: what was written before is in the file, and what comes later fails. A
 * turn that was cut off is taken up by the next one: where the schema still stands it begins anew, where it does not,
 * the file is good. Given a cell, one of its shops.
 */
export async function hibernateShops(ctx: PlatformCtx<"region">, resting: Resting, cell?: string): Promise<number> {
  const turn = await leaseTurn(ctx.db, "sleep", { cell, token: newId("trn"), leaseSeconds }, ctx.now());
  if (turn === undefined) return 0;
  crashPoint("tenants.hibernate:leased");
  try {
    if (turn.state === "woken") await tidyUp(ctx, turn);
    else {
      const shop = { ...ctx, tenant: { id: turn.tenantId } };
      await observed(shop, "tenants.put_away", () => putAway(ctx, resting, turn));
    }
  } catch (error) {
    ctx.log.warn({ err: error, tenant: turn.tenantId }, "a shop could not be packed away yet");
    await putOffTurn(ctx.db, turn, addSeconds(ctx.now(), troubleSeconds));
  }
  return 1;
}

async function tidyUp(ctx: PlatformCtx<"region">, turn: Turn): Promise<void> {
  if (turn.dump !== null) await removePackedUntil(ctx.settings.mediaDir, turn.tenantId, turn.dump.fileId, "gone");
  crashPoint("tenants.hibernate:tidied");
  await forgetRest(ctx.db, turn);
}

async function putAway(ctx: PlatformCtx<"region">, resting: Resting, turn: Turn): Promise<void> {
  const started = performance.now();
  const tenant = await findTenantById(ctx.db, turn.tenantId);
  if (tenant === undefined) return;
  const { mediaDir } = ctx.settings;
  const fileId = newId("pak");
  const key = randomBytes(32);
  // Opening the vault may be a call to somebody else: not while everybody waits for the schema.
  const sealedKey = (await vaultFor(ctx.db, ctx, tenant.id)).seal(placeOfKey(fileId), key.toString("base64"));
  const file = { mediaDir, tenantId: tenant.id, fileId, key };
  const outcome = await withLockedSchema(ownerIn(resting.owners, tenant.cell), tenant.schema, (locked) =>
    packLocked(ctx, resting, turn, { tenant, file, sealedKey, locked }),
  );
  if (outcome === "busy") return putOffTurn(ctx.db, turn, addSeconds(ctx.now(), busySeconds));
  if (outcome === "stays") return removePackedUntil(mediaDir, tenant.id, fileId, "gone");
  const dump = outcome === "gone" ? turn.dump : outcome;
  if (dump === null) throw new Error("the schema is gone and nothing was packed");
  crashPoint("tenants.hibernate:dropped");
  await transaction(ctx.db, (tx) => fallAsleep(tx, turn, tenant.schema, ctx.now()));
  crashPoint("tenants.hibernate:asleep");
  await removePackedUntil(mediaDir, tenant.id, dump.fileId, "kept");
  const millis = Math.round(performance.now() - started);
  ctx.log.info({ tenant: tenant.id, bytes: dump.bytes, millis }, "a shop was packed away");
}

interface Packed {
  readonly tenant: Tenant;
  readonly file: PackedFile;
  readonly sealedKey: string;
  readonly locked: LockedSchema;
}

/** Packs a locked schema and drops it; answers what was packed, or `stays`. */
async function packLocked(
  ctx: PlatformCtx<"region">,
  resting: Resting,
  turn: Turn,
  { tenant, file, sealedKey, locked }: Packed,
): Promise<PackedDump | "stays"> {
  const stays = async (): Promise<"stays"> => {
    await transaction(ctx.db, (tx) => stayAwake(tx, turn));
    return "stays";
  };
  if (!(await locked.hasRows("shop_settings"))) {
    // Nobody's schema: an empty one that was made where the shop's had been dropped.
    if (turn.dump === null) throw new Error("the schema has no settings of a shop");
    await locked.drop();
    return turn.dump;
  }
  if (turn.wantedAt !== null || !isUpToDate(ctx, resting, turn, locked)) return stays();
  const packing = await beginPacking(file);
  try {
    const { tables: declared } = resting;
    const options = { tables: declared, leaveOut: () => [], write: packing.append };
    const tables = await dumpWithin(locked.client, tenant.schema, options);
    const { frames, bytes } = await packing.finish();
    crashPoint("tenants.hibernate:packed");
    for (const { name, sha256 } of tables) {
      if ((await hashPacked(file, name, frames)) !== sha256)
        throw new Error(`the packed table ${name} has other rows than the schema`);
    }
    const dump = { fileId: file.fileId, tables, frames, steps: locked.steps, bytes };
    if (!(await keepDump(ctx.db, turn, dump, sealedKey, ctx.now()))) return await stays();
    crashPoint("tenants.hibernate:kept");
    await locked.drop();
    return dump;
  } finally {
    await packing.end();
  }
}

/** A schema that waits for a migration, or has a table that is not declared, stays until that is put right. */
function isUpToDate(ctx: PlatformCtx<"region">, { tables, steps }: Resting, turn: Turn, locked: LockedSchema): boolean {
  const same = (found: readonly string[], wanted: readonly string[]): boolean =>
    found.toSorted().join() === wanted.toSorted().join();
  const isSame =
    same(
      locked.steps,
      steps.map(({ name }) => name),
    ) && same(locked.tables, Object.keys(tables));
  if (!isSame) ctx.log.warn({ tenant: turn.tenantId }, "a shop waits for its migration and is not packed away");
  return isSame;
}
