/**
 * Which postal codes an area has. Own convention: `20*` is every code that begins so, `10000-19999` (or
 * `10000..19999`) every code from the first to the last, anything else is one code. Spaces, hyphens and case do not
 * count, and what a code has beyond the length of a bound (ZIP+4) does not either.
 */
type PostalPattern =
  | { readonly kind: "prefix"; readonly text: string }
  | { readonly kind: "range"; readonly from: string; readonly to: string }
  | { readonly kind: "exact"; readonly text: string };

const plain = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, "");

/** A hyphen between two runs of as many digits is a range; in a code of its own the runs differ (`100-0001`). */
function rangeOf(text: string): [string, string] | undefined {
  const dotted = /^([^.]+)\.\.([^.]+)$/.exec(text);
  const hyphened = /^(\d+)\s*[-–]\s*(\d+)$/.exec(text);
  const [, from = "", to = ""] = dotted ?? hyphened ?? [];
  if (dotted === null && from.length !== to.length) return undefined;
  return from === "" ? undefined : [plain(from), plain(to)];
}

/** Reads a pattern; undefined when it is none. */
function readPostalPattern(given: string): PostalPattern | undefined {
  const text = given.trim();
  const range = rangeOf(text);
  if (range !== undefined) {
    const [from, to] = range;
    return /^[A-Z0-9]+$/.test(from + to) && from.length === to.length && from <= to
      ? { kind: "range", from, to }
      : undefined;
  }
  const body = plain(text.replace(/\*$/, ""));
  if (!/^[A-Z0-9]+$/.test(body)) return undefined;
  return { kind: text.endsWith("*") ? "prefix" : "exact", text: body };
}

/**
 * Whether the text names postal codes: a prefix, a range or one code.
 *
 * @example
 * isPostalPattern("10000-19999") // → true
 * isPostalPattern("*") // → false
 */
export function isPostalPattern(text: string): boolean {
  return readPostalPattern(text) !== undefined;
}

function matches(code: string, given: string): boolean {
  const pattern = readPostalPattern(given);
  if (pattern === undefined) return false;
  if (pattern.kind === "prefix") return code.startsWith(pattern.text);
  if (pattern.kind === "exact") return code === pattern.text;
  const head = code.slice(0, pattern.from.length);
  return head.length === pattern.from.length && head >= pattern.from && head <= pattern.to;
}

/**
 * Whether one of the patterns has the code.
 *
 * @example
 * hasPostalCode(["20*", "10000-19999"], "10115") // → true
 * hasPostalCode(["100-0001"], "1000002") // → false
 */
export function hasPostalCode(patterns: readonly string[], code: string): boolean {
  const asked = plain(code);
  return asked !== "" && patterns.some((pattern) => matches(asked, pattern));
}
