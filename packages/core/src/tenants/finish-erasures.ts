import type { Owners } from "../platform/cells.ts";
import type { AnyTableDeclarations } from "../platform/columns.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction } from "../platform/db.ts";
import { observed } from "../platform/observe.ts";
import { countRows, dropSchema } from "../platform/drop-schema.ts";
import type { OwnerPool } from "../platform/owner-pool.ts";
import { listPictures, removeShopFiles } from "./adapters/shop-files.ts";
import { ownerIn } from "./owner-in.ts";
import { deleteRowsOf, type Erasure, finishErasure, keepCount, unfinishedErasures } from "./queries/erasures.ts";
import { type Rest, takeRest } from "./queries/hibernations.ts";
import type { Counted, PackedDump } from "./region-tables.ts";

/** Nobody packs or unpacks the shop while it is erased. */
const restSeconds = 900;

export interface Erasing {
  readonly owners: Owners;
  readonly tenantTables: AnyTableDeclarations;
  readonly regionTables: AnyTableDeclarations;
}

declareCrashPoints(
  "tenants.erase:counted",
  "tenants.erase:dropped",
  "tenants.erase:files_removed",
  "tenants.erase:finished",
);

/**
 * Erases the shops that are to be erased: their schema, their files, and their rows in the region's own tables with
 * the key that opens their secrets, wherever a backup still holds them. Each step may be repeated, so that a crash
 * between two of them is finished by the next turn; one shop's trouble is not another's. Given a cell, only its shops.
 */
export async function finishErasures(ctx: PlatformCtx<"region">, erasing: Erasing, cell?: string): Promise<number> {
  let finished = 0;
  for (const erasure of await unfinishedErasures(ctx.db, cell)) {
    try {
      const shop = { ...ctx, tenant: { id: erasure.tenantId } };
      await observed(shop, "tenants.erase_shop", () => erase(ctx, erasing, erasure));
      finished++;
    } catch (error) {
      ctx.log.warn({ err: error, tenant: erasure.tenantId }, "a shop could not be erased yet");
    }
  }
  return finished;
}

async function erase(ctx: PlatformCtx<"region">, erasing: Erasing, erasure: Erasure): Promise<void> {
  const { tenantId, schema, cell } = erasure;
  const owner = ownerIn(erasing.owners, cell);
  const rest = await takeRest(ctx.db, tenantId, ctx.now(), restSeconds);
  if (rest === "busy") throw new Error("the shop is just being packed away or unpacked");
  if (erasure.counted === null)
    await keepCount(ctx.db, tenantId, await count(ctx, owner, erasing.tenantTables, erasure, rest));
  crashPoint("tenants.erase:counted");
  await dropSchema(owner, schema);
  if (rest?.left) await dropSchema(ownerIn(erasing.owners, rest.left.cell), rest.left.schema);
  crashPoint("tenants.erase:dropped");
  await removeShopFiles(ctx.settings.mediaDir, tenantId);
  crashPoint("tenants.erase:files_removed");
  await transaction(ctx.db, async (tx) => {
    await deleteRowsOf(tx, erasing.regionTables, erasure);
    await finishErasure(tx, tenantId, ctx.now());
  });
  crashPoint("tenants.erase:finished");
}

const rowsIn = ({ tables }: PackedDump): number => tables.reduce((sum, { rows }) => sum + rows, 0);

async function count(
  ctx: PlatformCtx<"region">,
  owner: OwnerPool,
  tenantTables: AnyTableDeclarations,
  { schema, tenantId }: Erasure,
  rest: Rest | null,
): Promise<Counted> {
  const names = Object.keys(tenantTables);
  const packed = rest === null || rest.state === "woken" ? null : rest.dump;
  const files = await listPictures(ctx.settings.mediaDir, tenantId);
  return {
    tables: names.length,
    rows: packed === null ? await countRows(owner, schema, names) : rowsIn(packed),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
