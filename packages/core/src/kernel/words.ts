/**
 * Code lists as lines of words: readable in the source, and still a union of literals for the compiler.
 */

/** Each word of each line: `Words<"AD AE" | "BA">` is `"AD" | "AE" | "BA"`. */
export type Words<Line extends string, Found = never> = Line extends `${infer Word} ${infer Rest}`
  ? Words<Rest, Found | Word>
  : Found | Line;

/**
 * The words of all lines, in order.
 *
 * @example
 * words(["AD AE", "BA"]) // → ["AD", "AE", "BA"]
 */
export function words<const Line extends string>(lines: readonly Line[]): readonly Words<Line>[] {
  return lines.flatMap((line) => line.split(" ") as Words<Line>[]);
}
