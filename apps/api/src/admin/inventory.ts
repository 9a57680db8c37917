import { adjustStock, listMovements, listStock } from "@meridian/core/inventory";
import { mutation, query, router } from "./surface.ts";

export const inventoryRouter = router({
  adjustStock: mutation(adjustStock),
  listMovements: query(listMovements),
  listStock: query(listStock),
});
