import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { exportLink } from "./export-link.ts";
import { ShopExports } from "./export-schemas.ts";
import { exportsOf } from "./queries/exports.ts";

const most = 20;

/** The copies of the shop that were asked for, the newest first. */
export const listExports = read(
  "tenants.list_exports",
  { access: { staff: "shop.manage" }, input: nothing, output: ShopExports },
  async (ctx: TenantCtx) => {
    const rows = await exportsOf(ctx.regionDb, ctx.tenant.id, most);
    return {
      items: rows.map((row) => ({
        id: row.id as Id<"exp">,
        state: row.state,
        requestedAt: row.requested_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
        expiresAt: row.expires_at?.toISOString() ?? null,
        bytes: row.bytes,
        sha256: row.sha256,
        rows: row.rows,
        pictures: row.pictures,
        url: row.state === "done" ? exportLink(ctx, ctx.tenant.id, row.id) : null,
      })),
    };
  },
);
