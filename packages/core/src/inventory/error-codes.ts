/** Every refusal of this slice; each has a sentence in `locales/`. */
export type InventoryErrorCode =
  | "inventory.already_reserved"
  | "inventory.bad_cursor"
  | "inventory.below_reserved"
  | "inventory.below_zero"
  | "inventory.not_on_shelf"
  | "inventory.out_of_stock"
  | "inventory.restock_too_many"
  | "inventory.ship_too_many"
  | "inventory.stale";
