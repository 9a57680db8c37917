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
