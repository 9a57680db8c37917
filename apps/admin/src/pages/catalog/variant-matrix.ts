export interface OptionDraft {
  readonly name: string;
  readonly values: readonly string[];
}

/** Options that are complete enough to make variants of. */
export function usableOptions(options: readonly OptionDraft[]): OptionDraft[] {
  return options.flatMap(({ name, values }) => {
    const trimmed = name.trim();
    return trimmed === "" || values.length === 0 ? [] : [{ name: trimmed, values }];
  });
}

/** Every combination of the options' values, the last option changing fastest; one empty one without options. */
export function combinations(options: readonly OptionDraft[]): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (rows, { name, values }) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}
