import { regionWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { setClosed } from "./queries/cells.ts";
import { SetCellClosed } from "./schemas.ts";

/**
 * Closes a cell to new shops, or opens it again. A shop that it has stays until it is packed away: it wakes in another
 * cell, so that a closed one becomes empty as its shops rest. Where no other has room it comes back here all the same.
 */
export const setCellClosed = regionWrite(
  "tenants.set_cell_closed",
  {
    access: { service: true },
    input: SetCellClosed,
    output: nothing,
    audit: ({ cell, closed }) => ({ subject: cell, details: { closed } }),
  },
  async (ctx, { cell, closed }) => {
    await setClosed(ctx.db, cell, closed);
    return {};
  },
);
