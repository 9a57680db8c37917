import type { Generated } from "kysely";
import { declareTables } from "../platform/columns.ts";

export type ReservationState = "held" | "committed" | "released";
export type MovementKind = "adjust" | "import" | "reserve" | "release" | "restock" | "ship" | "unship";

export interface InventoryTables {
  stock_locations: { id: string; name: string; position: number };
  stock_levels: {
    variant_id: string;
    location_id: string;
    tracked: boolean;
    backorder: boolean;
    on_hand: number;
    reserved: number;
    updated_at: Date;
  };
  reservations: {
    owner_id: string;
    variant_id: string;
    location_id: string;
    quantity: number;
    /** Of those that the owner had, how many have left the shelf; they are in `quantity` no more. */
    shipped: Generated<number>;
    state: ReservationState;
    until: Date | null;
    created_at: Date;
  };
  stock_movements: {
    reference: string;
    kind: MovementKind;
    variant_id: string;
    location_id: string;
    on_hand: number;
    reserved: number;
    note: string | null;
    at: Date;
  };
}

export const inventoryDeclarations = declareTables<InventoryTables>({
  stock_locations: { id: "none", name: "none", position: "none" },
  stock_levels: {
    variant_id: "none",
    location_id: "none",
    tracked: "none",
    backorder: "none",
    on_hand: "none",
    reserved: "none",
    updated_at: "none",
  },
  reservations: {
    owner_id: "none",
    variant_id: "none",
    location_id: "none",
    quantity: "none",
    shipped: "none",
    state: "none",
    until: "none",
    created_at: "none",
  },
  stock_movements: {
    reference: "none",
    kind: "none",
    variant_id: "none",
    location_id: "none",
    on_hand: "none",
    reserved: "none",
    note: "none",
    at: "none",
  },
});
