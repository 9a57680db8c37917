import { addSeconds } from "../kernel/time.ts";
import type { Owners } from "../platform/cells.ts";
import type { AnyTableDeclarations } from "../platform/columns.ts";
import type { PlatformCtx, Tenant } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { dumpSchema } from "../platform/dump.ts";
import { observed } from "../platform/observe.ts";
import { isPassing } from "../platform/outages.ts";
import { beginCopy, listPictures, removeCopy } from "./adapters/shop-files.ts";
import { ownerIn } from "./owner-in.ts";
import { endExport, type ExportRow, leaseExport, putOffExport, takeExpired } from "./queries/exports.ts";
import { askToWake } from "./queries/visits.ts";
import { findTenantById } from "./queries/region-directory.ts";
import { leftOut, leftOutColumns } from "./rules/left-out.ts";

const leaseSeconds = 900;
const mostAttempts = 3;
/** A shop that hibernates is unpacked first. */
const wakingSeconds = 1;
const awaySeconds = 15;
const keptSeconds = 7 * 24 * 3600;

export interface Copying {
  readonly owners: Owners;
  /** Every table of a tenant's schema: none can be forgotten. */
  readonly tables: AnyTableDeclarations;
  /** Names of the steps that a tenant's schema has been through. */
  readonly steps: (tenant: Tenant) => Promise<readonly string[]>;
}

declareCrashPoints("tenants.export:leased", "tenants.export:packed");

/**
 * Makes the copies that were asked for, given a cell those of its shops, and removes those that have served their time;
 * answers how many it made.
 */
export async function makeExports(ctx: PlatformCtx<"region">, copying: Copying, cell?: string): Promise<number> {
  for (const { tenant_id, id } of await takeExpired(ctx.db, ctx.now())) {
    await removeCopy(ctx.settings.mediaDir, tenant_id, id);
  }
  let made = 0;
  for (let next = await leaseExport(ctx.db, ctx.now(), leaseSeconds, cell); next !== undefined; made++) {
    await makeOne(ctx, copying, next);
    next = await leaseExport(ctx.db, ctx.now(), leaseSeconds, cell);
  }
  return made;
}

async function makeOne(ctx: PlatformCtx<"region">, copying: Copying, row: ExportRow): Promise<void> {
  crashPoint("tenants.export:leased");
  const nothing = { expires_at: null, bytes: null, sha256: null, rows: null, pictures: null };
  try {
    const tenant = await findTenantById(ctx.db, row.tenant_id);
    if (tenant === undefined) throw new RangeError("the shop is not there any more");
    if (!tenant.awake) {
      await askToWake(ctx.db, tenant.id, ctx.now());
      await putOffExport(ctx.db, row.id, addSeconds(ctx.now(), wakingSeconds));
      return;
    }
    const copy = await observed({ ...ctx, tenant }, "tenants.copy_shop", () => copyShop(ctx, copying, tenant, row.id));
    crashPoint("tenants.export:packed");
    const finished = ctx.now();
    const kept = { ...copy, finished_at: finished, expires_at: addSeconds(finished, keptSeconds) };
    // Erased meanwhile: what was just packed goes too.
    if (!(await endExport(ctx.db, row.id, { state: "done", ...kept })))
      await removeCopy(ctx.settings.mediaDir, tenant.id, row.id);
  } catch (error) {
    ctx.log.warn({ err: error, tenant: row.tenant_id, attempt: row.attempts }, "a shop could not be copied");
    // A database that is away says nothing of the shop.
    if (isPassing(error)) await putOffExport(ctx.db, row.id, addSeconds(ctx.now(), awaySeconds));
    else if (row.attempts >= mostAttempts)
      await endExport(ctx.db, row.id, { ...nothing, state: "failed", finished_at: ctx.now() });
  }
}

async function copyShop(
  ctx: PlatformCtx<"region">,
  { owners, tables, steps }: Copying,
  tenant: Tenant,
  copyId: string,
): Promise<Pick<ExportRow, "bytes" | "sha256" | "rows" | "pictures">> {
  const { mediaDir } = ctx.settings;
  const draft = await beginCopy(mediaDir, tenant.id, copyId);
  try {
    const dumped = await dumpSchema(ownerIn(owners, tenant.cell), tenant.schema, {
      tables,
      leaveOut: leftOut,
      write: (table, lines) => draft.append(fileOf(table), lines),
    });
    const pictures = await listPictures(mediaDir, tenant.id);
    const manifest = {
      format: "meridian-shop/1",
      shop: { id: tenant.id, slug: tenant.slug, name: tenant.name, region: ctx.region },
      exportedAt: ctx.now().toISOString(),
      steps: await steps(tenant),
      leftOut: leftOutColumns,
      tables: dumped.map((table) => ({ ...table, file: `tables/${fileOf(table.name)}` })),
      pictures: pictures.map(({ name, bytes }) => ({ file: `pictures/${name}`, bytes, sha256: name.split(".")[0] })),
    };
    const files = dumped.map(({ name }) => fileOf(name));
    const packed = await draft.pack(`${JSON.stringify(manifest, null, 2)}\n`, files, pictures, ctx.now());
    return { ...packed, rows: dumped.reduce((sum, { rows }) => sum + rows, 0), pictures: pictures.length };
  } finally {
    await draft.discard();
  }
}

const fileOf = (table: string): string => `${table}.jsonl`;
