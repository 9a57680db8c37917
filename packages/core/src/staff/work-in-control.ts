import type { Db } from "../platform/db.ts";
import { piecesAlone } from "../platform/statement.ts";
import { waitingTenants } from "../tenants/index.ts";
import { waitingStaff } from "./queries/waiting.ts";

/** Which kinds of work wait in the control plane at this moment, in one statement. */
export async function workInControl(db: Db<"control">, now: Date): Promise<ReadonlySet<string>> {
  const [row] = await piecesAlone.beside(db, [waitingTenants({ now }), waitingStaff({ now })], {});
  return new Set([row?.part_0, row?.part_1].flatMap((names) => names as string[]));
}
