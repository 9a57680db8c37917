import { DomainError } from "../kernel/errors.ts";
import type { CartLine, CartsErrorCode } from "./schemas.ts";

/** Refuses a line that cannot be bought in its quantity. */
export function assertCanBeHad({ variantId, quantity, unitPrice, available }: CartLine): void {
  if (unitPrice === null) throw new DomainError<CartsErrorCode>("conflict", "carts.not_for_sale", { variantId });
  if (available === null || quantity <= available) return;
  throw new DomainError<CartsErrorCode>("conflict", "carts.not_enough_stock", { variantId, available });
}
