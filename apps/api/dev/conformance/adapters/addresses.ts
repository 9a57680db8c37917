import { formatAddress } from "@meridian/core/kernel/address-format";
import { postalCodeFault } from "@meridian/core/kernel/postal-code";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf } from "./content.ts";

interface PostalCase {
  readonly id: string;
  readonly country: string;
  readonly postalCode: string;
  readonly valid: boolean;
}

export const postalCodes = adapter({
  name: "postal codes",
  recognises: saysIt("postal"),
  cases: (file) => casesOf<PostalCase>(file),
  id: ({ id }) => id,
  call: postalCodeFault,
  args: ({ country, postalCode }) => [country, postalCode],
  expected: ({ valid }) => valid,
  answer: (fault) => fault === undefined,
});

interface FormatCase {
  readonly id: string;
  readonly script: "local" | "latin";
  readonly address: {
    readonly postalCountry: string;
    readonly administrativeArea?: string;
    readonly locality?: string;
    readonly dependentLocality?: string;
    readonly postalCode?: string;
    readonly addressLines: readonly string[];
    readonly organization?: string;
    readonly name?: string;
  };
  readonly lines: readonly string[];
}

export const addressFormats = adapter({
  name: "address lines",
  recognises: saysIt("address-format"),
  cases: (file) => casesOf<FormatCase>(file),
  id: ({ id }) => id,
  call: formatAddress,
  args: ({ address, script }) => [
    {
      country: address.postalCountry,
      region: address.administrativeArea ?? null,
      city: address.locality ?? null,
      district: address.dependentLocality ?? null,
      postalCode: address.postalCode ?? null,
      street: address.addressLines,
      company: address.organization ?? null,
      name: address.name ?? null,
    },
    script,
  ],
  expected: ({ lines }) => lines,
});
