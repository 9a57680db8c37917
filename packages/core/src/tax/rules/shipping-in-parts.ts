/**
 * Shipping taxed in proportion to the goods that it carries: it shares their fate, in parts by what each is worth
 * (Directive 2006/112/EC art. 78 (b); in Germany UStAE 10.1 (3) leaves the key to the seller).
 */
import type { TaxReason, TaxTreatment } from "../schemas.ts";

/** Something that is sent: what it comes to in minor units, and how it is taxed. */
export interface Carried {
  readonly amount: number;
  readonly treatment: TaxTreatment;
}

/** The shipping's treatment; null where nothing is sent, so that it is taxed by its own class. */
export function treatmentOfCarried(goods: readonly Carried[]): TaxTreatment | null {
  // The highest rate first: the order of the goods does not decide which part gets a unit left over.
  const groups = [...Map.groupBy(goods, ({ treatment }) => keyOf(treatment))]
    .toSorted(([a, x], [b, y]) => rateOf(y) - rateOf(x) || (a < b ? -1 : 1))
    .map(([, group]) => group);
  const [only] = groups;
  if (only === undefined) return null;
  if (groups.length === 1) return only[0]?.treatment ?? null;
  const parts = groups.flatMap((group, of) => {
    const weight = group.reduce((all, { amount }) => all + Math.max(0, amount), 0);
    const taxes = group[0]?.treatment.taxes ?? [];
    const borne = taxes.length > 0 ? taxes : [{ rateId: "untaxed", name: "", ratePpm: 0, compound: false }];
    return borne.map((tax) => ({ ...tax, part: { of, weight } }));
  });
  return { reason: reasonOf(goods.map(({ treatment }) => treatment.reason)), taxes: parts };
}

const keyOf = ({ reason, taxes }: TaxTreatment): string =>
  [reason, ...taxes.map(({ rateId, ratePpm, compound }) => `${rateId}/${ratePpm}/${compound}`)].join(" ");

const rateOf = ([first]: readonly Carried[]): number =>
  first?.treatment.taxes.reduce((all, tax) => all + tax.ratePpm, 0) ?? 0;

/** Of several reasons the first here stands for the shipping. */
const byWeight: readonly TaxReason[] = [
  "standard",
  "reduced",
  "zero",
  "exempt",
  "reverse_charge",
  "export",
  "not_registered",
  "out_of_scope",
];
const reasonOf = (reasons: readonly TaxReason[]): TaxReason =>
  byWeight.find((reason) => reasons.includes(reason)) ?? "exempt";
