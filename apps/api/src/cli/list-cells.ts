import { parseArgs } from "node:util";
import { listCells, setCellClosed } from "@meridian/core/tenants";
import { SetCellClosed } from "@meridian/core/tenants/schemas";
import { asRegion } from "./as-region.ts";
import { print, type Run, table, UsageError } from "./command.ts";

/** Lists the databases of the region that the settings are of; exit code 1 while one is away or there is no room. */
export const listRegionCells: Run = async (args, env) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const { items } = await asRegion(env, (ctx) => listCells(ctx, {}));
  const rows = items.map(({ cell, tenants, spares, room, bytes, closed }) => {
    const size = bytes === null ? "-" : `${Math.round(bytes / 2 ** 20)} MB`;
    const left = closed ? "closed" : String(room);
    return [cell, String(tenants), String(spares), left, size, bytes === null ? "no" : "yes"];
  });
  const head = ["cell", "tenants", "spares", "room", "size", "reachable"];
  print(values.json ? JSON.stringify(items, null, 2) : table([head, ...rows]));
  return items.every(({ bytes }) => bytes !== null) && items.some(({ room }) => room > 0) ? 0 : 1;
};

const setClosed =
  (closed: boolean): Run =>
  (args, env) =>
    asRegion(env, async (ctx) => {
      const given = SetCellClosed.safeParse({ cell: args[0], closed });
      if (!given.success || args.length !== 1 || !ctx.cells.names.includes(given.data.cell))
        throw new UsageError(`A cell of the region is wanted: ${ctx.cells.names.join(", ")}.`);
      await setCellClosed(ctx, given.data);
      print(
        `cell ${given.data.cell} ${closed ? "takes no new shops; those that wake go elsewhere" : "takes shops again"}`,
      );
      return 0;
    });

/** Has a cell take no new shops; it becomes empty as its shops rest and wake. */
export const closeCell = setClosed(true);
/** Has a closed cell take shops again. */
export const openCell = setClosed(false);
