/** Addresses: brought to the form in which they are compared and printed, and what a country asks for. */
import { isRegionCode, regionsOf } from "../../kernel/country.ts";
import type { Address } from "../schemas.ts";
import { postalCodeFault } from "./postal-codes.ts";

export interface AddressFault {
  readonly field: keyof Address;
  readonly fault: "missing" | "malformed" | "unknown";
}

/** Codes in capitals with single blanks; everything else as it was written. */
export function normalizeAddress(address: Address): Address {
  const { postalCode, region, country } = address;
  return {
    ...address,
    postalCode: postalCode === null ? null : postalCode.toUpperCase().replace(/\s+/g, " "),
    region: region !== null && regionsOf(country) !== undefined ? region.toUpperCase() : region,
  };
}

/** What the address's country misses in it. Expects a normalised address. */
export function addressFaults({ country, postalCode, region }: Address): AddressFault[] {
  const faults: AddressFault[] = [];
  const postal = postalCodeFault(country, postalCode);
  if (postal !== undefined) faults.push({ field: "postalCode", fault: postal });
  if (regionsOf(country) !== undefined) {
    if (region === null) faults.push({ field: "region", fault: "missing" });
    else if (!isRegionCode(country, region)) faults.push({ field: "region", fault: "unknown" });
  }
  return faults;
}
