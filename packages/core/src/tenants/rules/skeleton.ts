/**
 * Look-alikes, after Unicode UTS 39 §4: two texts are confusable when their skeletons are equal. Slugs are
 * ASCII, so the table holds only what resembles within a–z, 0–9.
 */
const prototypes: Readonly<Record<string, string>> = { "0": "o", "1": "l", m: "rn", w: "vv" };

export function skeleton(slug: string): string {
  return [...slug].map((char) => prototypes[char] ?? char).join("");
}
