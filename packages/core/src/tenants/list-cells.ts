import type { RegionCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { cellLoads } from "./queries/cells.ts";
import { countReadySpares } from "./queries/spares.ts";
import { usualRoom } from "./rules/placement.ts";
import { CellList } from "./schemas.ts";

/** The region's cells: shops, spare schemas, how many more shops are wanted there, and the database's size. */
export const listCells = read(
  "tenants.list_cells",
  { access: { service: true }, input: nothing, output: CellList },
  async (ctx: RegionCtx) => {
    const { soft, hard } = ctx.settings.cellRoom ?? usualRoom;
    const items = await Promise.all(
      (await cellLoads(ctx.db, ctx.cells.names)).map(async ({ cell, tenants, closed }) => ({
        cell,
        tenants,
        closed,
        spares: await countReadySpares(ctx.db, cell),
        room: closed ? 0 : Math.max(0, soft - tenants),
        roomAtMost: closed ? 0 : Math.max(0, hard - tenants),
        bytes: (await ctx.cells.look(cell))?.bytes ?? null,
      })),
    );
    return { items };
  },
);
