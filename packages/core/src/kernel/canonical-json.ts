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
  return write(value, null, "$", 0);
}

/** Where a value is: told of one that is refused, and put into words for no other. */
interface Place {
  readonly within: Place | null;
  readonly step: string | number;
}

function write(value: unknown, within: Place | null, step: string | number, depth: number): string {
  if (depth > maxDepth) throw new CanonicalJsonError("nested too deeply, or a cycle");
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new CanonicalJsonError(`${pathOf(within, step)} is not a finite number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    const place = { within, step };
    // Array.from turns holes into undefined, which is refused.
    return `[${Array.from(value, (item: unknown, i) => write(item, place, i, depth + 1)).join(",")}]`;
  }
  if (isPlainObject(value)) return writeObject(value, { within, step }, depth);
  throw new CanonicalJsonError(`${pathOf(within, step)} is not JSON: ${typeof value}`);
}

function writeObject(value: Readonly<Record<string, unknown>>, place: Place, depth: number): string {
  let members = "";
  for (const key of Object.keys(value).toSorted()) {
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${write(value[key], place, key, depth + 1)}`;
  }
  return `{${members}}`;
}

function pathOf(within: Place | null, step: string | number): string {
  if (within === null) return String(step);
  return `${pathOf(within.within, within.step)}${typeof step === "number" ? `[${step}]` : `.${step}`}`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.getOwnPropertySymbols(value).length === 0;
}
