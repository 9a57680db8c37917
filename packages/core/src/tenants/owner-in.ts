import { firstCell, ownerOf, type Owners } from "../platform/cells.ts";
import type { OwnerPool } from "../platform/owner-pool.ts";

/** The cells that this process may change. */
export const cellsOf = (owners: Owners): readonly string[] =>
  owners instanceof Map ? [...(owners as ReadonlyMap<string, OwnerPool>).keys()] : [firstCell];

/** The owner's connections to a cell; throws when no setting says where it is. */
export function ownerIn(owners: Owners, cell: string): OwnerPool {
  const owner = ownerOf(owners, cell);
  if (owner === undefined) throw new Error(`no settings say where cell ${cell} of this region is`);
  return owner;
}
