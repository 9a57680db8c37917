import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import type { InventoryErrorCode } from "./error-codes.ts";
import { movementsBefore } from "./queries/movements.ts";
import { ListMovements, MovementPage } from "./schemas.ts";

const list = "inventory.movements";

/** What happened to a variant's stock, newest first: counted, imported, sold, given back. */
export const listMovements = read(
  "inventory.list_movements",
  { access: { staff: "catalog.read" }, input: ListMovements, output: MovementPage },
  async (ctx: TenantCtx, { variantId, first, after }) => {
    const keys = after === null ? null : decodeCursor(list, ["instant", "string", "string", "string"], after);
    if (keys === undefined) throw new DomainError<InventoryErrorCode>("invalid", "inventory.bad_cursor");
    const rows = await movementsBefore(ctx.db, {
      variantId,
      before: keys === null ? null : [new Date(keys[0]), keys[1], keys[2], keys[3]],
      limit: first + 1,
    });
    const { items, next } = toPage(rows, first, (row) =>
      encodeCursor(list, [row.at.toISOString(), row.reference, row.kind, row.location_id]),
    );
    return {
      items: items.map((row) => ({
        at: row.at.toISOString(),
        kind: row.kind,
        reference: row.reference,
        locationId: row.location_id as Id<"loc">,
        location: row.name,
        onHand: row.on_hand,
        reserved: row.reserved,
        note: row.note,
      })),
      next,
    };
  },
);
