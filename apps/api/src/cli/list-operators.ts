import { parseArgs } from "node:util";
import { listOperators } from "@meridian/core/operators";
import { asControl } from "./as-control.ts";
import { print, type Run, table } from "./command.ts";

/** Lists the operators, those who were and those who are invited too. */
export const listAllOperators: Run = async (args, env) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const { items } = await asControl(env, (ctx) => listOperators(ctx, {}));
  const rows = items.map(({ id, email, name, state, createdAt }) => [id, email, name, state, createdAt]);
  print(values.json ? JSON.stringify(items, null, 2) : table([["id", "e-mail", "name", "state", "since"], ...rows]));
  return 0;
};
