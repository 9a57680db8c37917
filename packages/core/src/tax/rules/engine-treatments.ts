/**
 * An engine's answer as treatments of the lines it was asked about (engine.md): each line exactly once, none that was
 * not asked. Anything else is no answer: a line without one would silently go untaxed.
 */
import type { TaxEngineAnswer, TaxFacts } from "../engine-schemas.ts";
import type { TaxTreatment } from "../schemas.ts";

export function engineTreatments(
  { lines: asked }: Pick<TaxFacts, "lines">,
  { lines }: Pick<TaxEngineAnswer, "lines">,
): Record<string, TaxTreatment> | null {
  const answered = new Map(lines.map((line) => [line.id, line]));
  if (answered.size !== lines.length || lines.length !== asked.length) return null;
  const treatments: [string, TaxTreatment][] = [];
  for (const { id } of asked) {
    const found = answered.get(id);
    if (found === undefined) return null;
    const taxes = found.taxes.map(({ name, jurisdiction, ratePpm, compound }) => {
      return { rateId: `engine/${jurisdiction}/${name}/${ratePpm}`, name, ratePpm, compound };
    });
    const after = found.discounts === "after_tax" ? { discounts: found.discounts } : {};
    treatments.push([id, { reason: found.reason, taxes, ...after }]);
  }
  return Object.fromEntries(treatments);
}
