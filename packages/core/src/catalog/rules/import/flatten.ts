/** Nested JSON as one flat record, keys joined by points: `{ a: { b: [1] } }` is `{ "a.b.0": "1" }`. */
const maxDepth = 6;

export function flatten(value: unknown, depth = 0): Record<string, string> {
  if (typeof value !== "object" || value === null || depth > maxDepth) return {};
  const flat: [string, string][] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean")
      flat.push([key, String(inner)]);
    else for (const [rest, text] of Object.entries(flatten(inner, depth + 1))) flat.push([`${key}.${rest}`, text]);
  }
  // Own properties only, so that a key such as __proto__ stays a key.
  return Object.fromEntries(flat);
}
