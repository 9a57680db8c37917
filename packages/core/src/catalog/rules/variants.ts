/** A product has at most three options; each variant chooses one value of each, and no two choose the same. */
import type { ProductOption } from "../schemas.ts";

export interface Choosing {
  readonly optionValues: Readonly<Record<string, string>>;
}

export type VariantFault =
  | { readonly kind: "option_missing"; readonly option: string }
  | { readonly kind: "option_unknown"; readonly option: string }
  | { readonly kind: "value_unknown"; readonly option: string; readonly value: string }
  | { readonly kind: "combination_taken"; readonly combination: string };

/** The value that is chosen of an option; an option may have any name, `constructor` too. */
export function chosenValue({ optionValues }: Choosing, option: string): string | undefined {
  return Object.hasOwn(optionValues, option) ? optionValues[option] : undefined;
}

/** Reads the chosen values in the order of the options: `Black / L`. */
export function combinationOf(options: readonly ProductOption[], variant: Choosing): string {
  return options.map((option) => chosenValue(variant, option.name) ?? "").join(" / ");
}

/** The first thing that does not fit, or null. */
export function variantFault(options: readonly ProductOption[], variants: readonly Choosing[]): VariantFault | null {
  const seen = new Set<string>();
  for (const variant of variants) {
    const foreign = Object.keys(variant.optionValues).find((name) => !options.some((option) => option.name === name));
    if (foreign !== undefined) return { kind: "option_unknown", option: foreign };
    for (const { name, values } of options) {
      const value = chosenValue(variant, name);
      if (value === undefined) return { kind: "option_missing", option: name };
      if (!values.includes(value)) return { kind: "value_unknown", option: name, value };
    }
    const combination = combinationOf(options, variant);
    if (seen.has(combination)) return { kind: "combination_taken", combination };
    seen.add(combination);
  }
  return null;
}

/** The options with every value that the variants choose, new ones behind the known. */
export function withChosenValues(options: readonly ProductOption[], variants: readonly Choosing[]): ProductOption[] {
  return options.map((option) => {
    const chosen = variants.map((variant) => chosenValue(variant, option.name)).filter((value) => value !== undefined);
    return { name: option.name, values: [...new Set([...option.values, ...chosen])] };
  });
}

/** Whether two choose the same value of every option. */
export function sameChoice(a: Choosing, b: Choosing): boolean {
  const names = Object.keys(a.optionValues);
  return (
    names.length === Object.keys(b.optionValues).length &&
    names.every((name) => chosenValue(a, name) === chosenValue(b, name))
  );
}
