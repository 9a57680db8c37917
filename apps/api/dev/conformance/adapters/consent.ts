import { beforeChoice, carriesGpc } from "@meridian/core/consent";
import { adapter, saysIt } from "../adapter.ts";
import { casesOf, contentOf } from "./content.ts";

interface GpcCase {
  readonly id: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly expected: boolean;
}

const isGpc = saysIt("gpc");

export const gpcHeaders = adapter({
  name: "gpc",
  recognises: isGpc,
  cases: (file) => casesOf<GpcCase>(file),
  id: ({ id }) => id,
  call: carriesGpc,
  args: ({ headers }) => [headers],
  expected: ({ expected }) => expected,
});

interface RegionalCase {
  readonly id: string;
  readonly gpc: boolean;
  readonly expected: { readonly saleOfData: "granted" | "denied" };
}

/** The regions of these cases are states of the US: what is not refused is allowed there. */
export const gpcEffects = adapter({
  name: "gpc by region",
  recognises: isGpc,
  cases: (file) => contentOf<{ regional: readonly RegionalCase[] }>(file).regional,
  id: ({ id }) => id,
  call: beforeChoice,
  args: ({ gpc }) => ["opt_out" as const, gpc],
  expected: ({ expected }) => expected.saleOfData,
  answer: (choices) => (choices.sale_of_data ? "granted" : "denied"),
});
