/** Addresses: brought to the form in which they are compared and printed, and what a country asks for. */
import { type CountryCode, isRegionCode, regionsOf } from "./country.ts";
import { postalCodeFault } from "./postal-code.ts";

/** A postal address as it is stored: each part trimmed, null where there is none. */
export interface PostalAddress {
  readonly name: string;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly postalCode: string | null;
  readonly city: string;
  /** ISO 3166-2 without the country where codes are kept, else as written. */
  readonly region: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: CountryCode;
}

export interface AddressFault {
  readonly field: keyof PostalAddress;
  readonly fault: "missing" | "malformed" | "unknown";
}

/** Codes in capitals with single blanks; everything else as it was written. */
export function normalizeAddress<A extends PostalAddress>(address: A): A {
  const { postalCode, region, country } = address;
  return {
    ...address,
    postalCode: postalCode === null ? null : postalCode.toUpperCase().replace(/\s+/g, " "),
    region: region !== null && regionsOf(country) !== undefined ? region.toUpperCase() : region,
  };
}

/** What the address's country misses in it. Expects a normalised address. */
export function addressFaults({ country, postalCode, region }: PostalAddress): AddressFault[] {
  const faults: AddressFault[] = [];
  const postal = postalCodeFault(country, postalCode);
  if (postal !== undefined) faults.push({ field: "postalCode", fault: postal });
  if (regionsOf(country) !== undefined) {
    if (region === null) faults.push({ field: "region", fault: "missing" });
    else if (!isRegionCode(country, region)) faults.push({ field: "region", fault: "unknown" });
  }
  return faults;
}
