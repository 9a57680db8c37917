import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction } from "../platform/db.ts";
import { dropSchema } from "../platform/drop-schema.ts";
import { createSchema, migrateSchema } from "../platform/migrate.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { histogram, observed } from "../platform/observe.ts";
import { restoreSchema } from "../platform/restore.ts";
import { vaultFor } from "../platform/vault.ts";
import { readPacked } from "./adapters/packed-shop.ts";
import type { Resting } from "./hibernate-shops.ts";
import { noteBuilt } from "./note-rollout.ts";
import { cellsOf, ownerIn } from "./owner-in.ts";
import { cellLoads } from "./queries/cells.ts";
import { becomeAwake, forgetBuilding, leaseTurn, noteBuilding, putOffTurn, type Turn } from "./queries/hibernations.ts";
import { findTenantById } from "./queries/region-directory.ts";
import type { SchemaPlace } from "./queries/spares.ts";
import { placesToWake, usualRoom } from "./rules/placement.ts";
import { placeOfKey } from "./rules/rest.ts";

/** Longer than a large shop takes. */
const leaseSeconds = 900;
const troubleSeconds = 5;

const wakeSeconds = histogram(
  "meridian_wake_seconds",
  "Time from the first who waited for a hibernating shop until it was back.",
  [0.2, 0.5, 1, 2, 5, 15, 60, 300],
);

declareCrashPoints(
  "tenants.wake:leased",
  "tenants.wake:noted",
  "tenants.wake:made",
  "tenants.wake:restored",
  "tenants.wake:migrated",
  "tenants.wake:awake",
);

/**
 * Unpacks the shops that somebody waits for; answers how many are back. Each gets a schema of its own, new and at the
 * step at which it was packed; then come its rows, compared by their hashes, and the steps that were added meanwhile.
 * The directory points there in the last statement: a turn that was cut off, or lost to another worker, has touched
 * nothing that anybody uses, and what it began is dropped by the next one. Given a cell, only its shops.
 */
export async function wakeShops(ctx: PlatformCtx<"region">, resting: Resting, cell?: string): Promise<number> {
  let woken = 0;
  for (;;) {
    const turn = await leaseTurn(ctx.db, "wake", { cell, token: newId("trn"), leaseSeconds }, ctx.now());
    if (turn === undefined) return woken;
    crashPoint("tenants.wake:leased");
    try {
      const shop = { ...ctx, tenant: { id: turn.tenantId } };
      if (await observed(shop, "tenants.wake_shop", () => unpack(ctx, resting, turn))) woken++;
    } catch (error) {
      // What it began stays noted: only the next turn knows for certain that nobody lives there.
      ctx.log.error({ err: error, tenant: turn.tenantId }, "a shop could not be woken yet");
      await putOffTurn(ctx.db, turn, addSeconds(ctx.now(), troubleSeconds));
    }
  }
}

async function unpack(ctx: PlatformCtx<"region">, resting: Resting, turn: Turn): Promise<boolean> {
  const started = performance.now();
  const { dump, sealedKey, left, tenantId } = turn;
  if (dump === null || sealedKey === null) throw new Error("nothing is packed of this shop");
  if (left !== null) {
    await assertAnswers(resting, left.cell);
    await dropSchema(ownerIn(resting.owners, left.cell), left.schema);
    await forgetBuilding(ctx.db, turn);
  }
  const place = await takePlace(ctx, resting, turn);
  if (place === undefined) return false;
  crashPoint("tenants.wake:noted");
  const owner = ownerIn(resting.owners, place.cell);
  const appRole = resting.appRole(place.cell);
  const packedAt = new Set(dump.steps);
  const steps = resting.steps.filter(({ name }) => packedAt.has(name));
  if (steps.length !== packedAt.size) throw new Error("the shop was packed by a newer release");
  await createSchema(owner, place.schema, steps, { appRole });
  crashPoint("tenants.wake:made");
  const vault = await vaultFor(ctx.db, ctx, tenantId);
  const key = Buffer.from(vault.open(placeOfKey(dump.fileId), sealedKey), "base64");
  const file = { mediaDir: ctx.settings.mediaDir, tenantId, fileId: dump.fileId, key };
  await restoreSchema(owner, place.schema, {
    tables: Object.fromEntries(dump.tables.map(({ name }) => [name, {}])),
    expected: dump.tables,
    read: (table) => readPacked(file, table, dump.frames),
  });
  crashPoint("tenants.wake:restored");
  // Nobody writes there yet.
  await migrateSchema(owner, place.schema, resting.steps, { appRole, largeFrom: Number.POSITIVE_INFINITY });
  crashPoint("tenants.wake:migrated");
  await transaction(ctx.db, async (tx) => {
    if (!(await becomeAwake(tx, turn, place, ctx.now()))) throw new Error("the turn was another's");
    await noteBuilt(tx, place.schema, resting.steps, ctx.now());
  });
  crashPoint("tenants.wake:awake");
  const waited = ctx.now().getTime() - (turn.wantedAt ?? ctx.now()).getTime();
  wakeSeconds.observe(waited / 1000);
  const millis = Math.round(performance.now() - started);
  ctx.log.info({ tenant: tenantId, bytes: dump.bytes, millis, waited }, "a shop is back");
  return true;
}

/**
 * Where it was, unless that database is full, closed or away and another is not: what is packed lies in the region's
 * files. A shop that is wanted comes back in any case: where nobody has room, to where it was. Here alone is decided
 * where a shop that rested lives; what copies a live schema elsewhere has to wake it first. Undefined when the turn is
 * another's.
 */
async function takePlace(ctx: PlatformCtx<"region">, resting: Resting, turn: Turn): Promise<SchemaPlace | undefined> {
  const tenant = await findTenantById(ctx.db, turn.tenantId);
  if (tenant === undefined) return undefined;
  const room = ctx.settings.cellRoom ?? usualRoom;
  const places = placesToWake(tenant.cell, await cellLoads(ctx.db, cellsOf(resting.owners)), room);
  for (const cell of places) {
    if (!(await resting.answers(cell))) continue;
    const place = { cell, schema: newSecretId("t") };
    const outcome = await noteBuilding(ctx.db, turn, place, room.hard);
    if (outcome === "noted") return place;
    if (outcome === "lost") return undefined;
  }
  await assertAnswers(resting, tenant.cell);
  const home = { cell: tenant.cell, schema: newSecretId("t") };
  return (await noteBuilding(ctx.db, turn, home, null)) === "noted" ? home : undefined;
}

async function assertAnswers({ answers }: Resting, cell: string): Promise<void> {
  if (!(await answers(cell))) throw new Error(`cell ${cell} of this region does not answer`);
}
