/**
 * One text per value: JSON with sorted keys and no blanks, for hash chains and fingerprints. As RFC 8785,
 * but a lone surrogate is written as its escape instead of refused: shoppers can send one, and it must not fail.
 * Whatever JSON would drop or change silently is refused, so that two different values never share a text.
 */

/** A value that JSON cannot carry unchanged. The message names the place, never the value. */
export class CanonicalJsonError extends TypeError {
  override readonly name = "CanonicalJsonError";
}

const maxDepth = 100;

/**
 * `value` as canonical JSON: keys sorted by UTF-16 code units, numbers as ECMAScript writes them (−0 as 0).
 *
 * @throws CanonicalJsonError for undefined, NaN, infinities, bigint, functions, symbols, dates and other
 * instances, holes in arrays, and for cycles or more than 100 levels.
 * @example
 * canonicalJson({ b: [1, "x"], a: null }) // → '{"a":null,"b":[1,"x"]}'
 * canonicalJson({ a: undefined }) // throws CanonicalJsonError
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$", 0);
}

function write(value: unknown, place: string, depth: number): string {
  if (depth > maxDepth) throw new CanonicalJsonError("nested too deeply, or a cycle");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return writeNumber(value, place);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) {
    // Array.from turns holes into undefined, which is refused.
    return `[${Array.from(value, (item: unknown, i) => write(item, `${place}[${i}]`, depth + 1)).join(",")}]`;
  }
  if (isPlainObject(value)) return writeObject(value, place, depth);
  throw new CanonicalJsonError(`${place} is not JSON: ${typeof value}`);
}

function writeObject(value: Readonly<Record<string, unknown>>, place: string, depth: number): string {
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${write(value[key], `${place}.${key}`, depth + 1)}`);
  return `{${members.join(",")}}`;
}

function writeNumber(value: number, place: string): string {
  if (!Number.isFinite(value)) throw new CanonicalJsonError(`${place} is not a finite number`);
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.getOwnPropertySymbols(value).length === 0;
}
