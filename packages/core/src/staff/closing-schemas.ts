/** Shapes of closing a shop. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { id, instant, line } from "../wire.ts";

export { ErasureState, TenantRef } from "../tenants/schemas.ts";

export const CloseShop = z.object({
  tenantId: id("ten"),
  /** The shop's name, typed as it is: nobody closes a shop by mistake. */
  shopName: line(80),
  /** The owner's own, once more. */
  password: z.string().min(1).max(1000),
});
export type CloseShop = z.output<typeof CloseShop>;

/** Until `eraseAt` an owner may open it again. */
export const ClosedShop = z.object({ eraseAt: instant });
