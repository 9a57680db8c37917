/**
 * The contract of an external tax engine: `POST {TAX_ENGINE_URL}/v1/taxes` with `TaxFacts`, answered with
 * `TaxEngineAnswer`. It says which taxes each line bears; the arithmetic stays ours, so that totals add up and an
 * order can be computed again without it. engine.md beside this file describes it for those who write one.
 */
import { z } from "zod";
import { countryCode, currencyCode, instant, line } from "../wire.ts";
import { discountTiming, taxReason, taxScheme, type TaxTreatment } from "./schemas.ts";

const factsPlace = z.object({ country: countryCode, region: z.string().nullable() });

/** A sale as the engine is told of it: no name, no address beyond the postal code, no id of ours. */
export const TaxFacts = z.object({
  version: z.literal(1),
  currency: currencyCode,
  /** The day of the sale, UTC. */
  date: z.iso.date(),
  /** Whether `unitPrice` and `discount` contain tax. */
  taxIncluded: z.boolean(),
  seller: z.object({
    establishment: factsPlace.nullable(),
    registrations: z.array(factsPlace.extend({ scheme: taxScheme })),
  }),
  destination: factsPlace.extend({ postalCode: z.string().nullable() }),
  customer: z.object({
    status: z.enum(["consumer", "business", "exempt"]),
    /** Where the tax id is from, and whether the tax office's register has confirmed it; null without one. */
    taxId: z.object({ country: z.string().nullable(), verified: z.boolean() }).nullable(),
  }),
  /** Numbered from "1"; the shipping, once it is chosen, is "shipping". */
  lines: z.array(
    z.object({
      id: z.string(),
      taxClass: z.string(),
      quantity: z.int(),
      /** Minor units of the currency, as the shop shows them by its own tables. */
      unitPrice: z.int(),
      /** Of the whole line. */
      discount: z.int(),
    }),
  ),
});
export type TaxFacts = z.output<typeof TaxFacts>;

const EngineTax = z.object({
  name: line(60),
  /** Whose tax it is: `US-NY`, `US-NY/New York City`. */
  jurisdiction: line(80),
  ratePpm: z.int().min(0).max(1_000_000),
  /** On the net price and the taxes before it. */
  compound: z.boolean().default(false),
});

const taxed = (reason: string): boolean => reason === "standard" || reason === "reduced";

export const TaxEngineAnswer = z.object({
  version: z.literal(1),
  /** What the engine calls itself, with its version. */
  engine: line(60),
  lines: z
    .array(
      z
        .object({
          id: z.string().max(20),
          reason: taxReason,
          taxes: z.array(EngineTax).max(12),
          discounts: discountTiming.default("before_tax"),
        })
        .refine(({ reason, taxes }) => taxes.some(({ ratePpm }) => ratePpm > 0) === taxed(reason), {
          path: ["reason"],
          message: "standard or reduced where there is tax, another reason where there is none",
        }),
    )
    .max(200),
});
export type TaxEngineAnswer = z.output<typeof TaxEngineAnswer>;

/**
 * Why the built-in tables stood in: the engine has not been asked about this very sale yet, the operator names none,
 * it was too slow, away, has answered with an error or something else than the contract says, or is left alone after
 * several failures.
 */
export const engineFault = z.enum([
  "not_asked",
  "not_configured",
  "timeout",
  "unreachable",
  "refused",
  "malformed",
  "resting",
]);
export type EngineFault = z.output<typeof engineFault>;

/** Who said which taxes apply. */
export const TaxSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("builtin") }),
  z.object({ kind: z.literal("engine"), engine: z.string(), at: instant }),
  /** The built-in tables, instead of the engine that the shop wants. */
  z.object({ kind: z.literal("fallback"), reason: engineFault, at: instant.optional() }),
]);
export type TaxSource = z.output<typeof TaxSource>;

/** What became of asking, as it is kept on a cart: good for the very facts it was asked about, until `until`. */
export type KeptTaxAnswer = { readonly factsHash: string; readonly at: string; readonly until: string } & (
  | {
      readonly kind: "answered";
      readonly engine: string;
      /** By line of the facts. */
      readonly treatments: Readonly<Record<string, TaxTreatment>>;
    }
  | { readonly kind: "failed"; readonly reason: EngineFault }
);
