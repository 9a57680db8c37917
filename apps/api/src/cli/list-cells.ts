import { parseArgs } from "node:util";
import { listCells } from "@meridian/core/tenants";
import { asRegion } from "./as-region.ts";
import { print, type Run, table } from "./command.ts";

/** Lists the databases of the region that the settings are of; exit code 1 while one is away or there is no room. */
export const listRegionCells: Run = async (args, env) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const { items } = await asRegion(env, (ctx) => listCells(ctx, {}));
  const rows = items.map(({ cell, tenants, spares, room, bytes }) => {
    const size = bytes === null ? "-" : `${Math.round(bytes / 2 ** 20)} MB`;
    return [cell, String(tenants), String(spares), String(room), size, bytes === null ? "no" : "yes"];
  });
  const head = ["cell", "tenants", "spares", "room", "size", "reachable"];
  print(values.json ? JSON.stringify(items, null, 2) : table([head, ...rows]));
  return items.every(({ bytes }) => bytes !== null) && items.some(({ room }) => room > 0) ? 0 : 1;
};
