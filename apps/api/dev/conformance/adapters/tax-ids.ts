import { checkTaxId } from "@meridian/core/tax";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf } from "./content.ts";

interface IdCase {
  readonly id: string;
  readonly country: string;
  readonly verdict: "valid" | "format-only" | "invalid";
}

/** "Invalid" are ids that are wrong in any way: the lists that they are from do not tell a form from its digits. */
const verdicts = {
  valid: { valid: true, format: true },
  "format-only": { valid: false, format: true },
  invalid: { valid: false },
};

export const taxIds = adapter({
  name: "tax ids",
  recognises: saysIt("vat-id"),
  cases: (file) => casesOf<IdCase>(file),
  id: ({ country, id }) => `${country} ${id}`,
  call: checkTaxId,
  args: ({ id, country }) => [id, country],
  expected: ({ verdict }) => verdicts[verdict],
});
