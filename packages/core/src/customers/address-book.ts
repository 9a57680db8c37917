import { addressFaults, normalizeAddress } from "../kernel/address.ts";
import { DomainError } from "../kernel/errors.ts";
import type { Address } from "../wire.ts";
import type { CustomersErrorCode } from "./schemas.ts";

/** The address in the form in which it is kept; refuses one that lacks what its country asks for, field by field. */
export function checkedAddress(given: Address): Address {
  const address = normalizeAddress(given);
  const fields = addressFaults(address).map(({ field, fault }) => ({ path: `address.${field}`, message: fault }));
  if (fields.length > 0) throw new DomainError<CustomersErrorCode>("invalid", "customers.address_invalid", { fields });
  return address;
}
