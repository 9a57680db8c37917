/**
 * Lists by key (seek): a page and a cursor that says after which row the next one begins.
 */
import { canonicalJson } from "./canonical-json.ts";
import { isInstant, type Instant } from "./time.ts";

/** A page of a list; `next` is the cursor of the following page, `null` on the last. */
export type Page<T> = { readonly items: T[]; readonly next: string | null };

/** What a cursor's key may be: text, a safe integer, or a point in time. */
export type CursorKind = "string" | "integer" | "instant";

/** The values of a cursor's keys, by their kinds. */
export type CursorKeys<Kinds extends readonly CursorKind[]> = {
  readonly [I in keyof Kinds]: Kinds[I] extends "integer" ? number : Kinds[I] extends "instant" ? Instant : string;
};

/**
 * How many rows to give: `first` cut to 1…`max`, or the default when the caller named none.
 *
 * @example
 * pageSize(undefined, { default: 24 }) // → 24
 * pageSize(5000, { default: 24 }) // → 100
 * pageSize(-3, { default: 24 }) // → 1
 */
export function pageSize(
  first: number | undefined,
  { default: usual, max = 100 }: { readonly default: number; readonly max?: number },
): number {
  if (first === undefined || Number.isNaN(first)) return Math.min(usual, max);
  return Math.min(Math.max(Math.trunc(first), 1), max);
}

/**
 * The page out of `size + 1` rows read: the row too many only tells that there is a next page.
 *
 * @example
 * toPage(["a", "b", "c"], 2, (row) => `after-${row}`) // → { items: ["a", "b"], next: "after-b" }
 * toPage(["a", "b"], 2, (row) => `after-${row}`) // → { items: ["a", "b"], next: null }
 */
export function toPage<T>(rows: readonly T[], size: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, next: rows.length > size && last !== undefined ? cursorOf(last) : null };
}

/**
 * The opaque cursor after the row with these keys. `list` names list and order (`orders.newest`), so that a
 * cursor of one list means nothing in another.
 *
 * @throws CanonicalJsonError for a number that is not finite.
 * @example
 * encodeCursor("orders.newest", [7, "ord_1"]) // → "WyJvcmRlcnMubmV3ZXN0Iiw3LCJvcmRfMSJd.aw5nqp"
 */
export function encodeCursor(list: string, keys: readonly (string | number)[]): string {
  const text = toBase64Url(canonicalJson([list, ...keys]));
  return `${text}.${checksum(text)}`;
}

/**
 * The keys of a cursor that `encodeCursor` made for the same list with keys of these kinds; `undefined` for
 * anything else. The checksum finds damage, not malice: a cursor is no secret and grants nothing, it only says
 * where to begin among rows that the caller may see anyway.
 *
 * @example
 * decodeCursor("orders.newest", ["integer", "string"], encodeCursor("orders.newest", [7, "ord_1"])) // → [7, "ord_1"]
 * decodeCursor("orders.newest", ["integer", "string"], "nonsense") // → undefined
 */
export function decodeCursor<const Kinds extends readonly CursorKind[]>(
  list: string,
  kinds: Kinds,
  cursor: string,
): CursorKeys<Kinds> | undefined {
  const [text = "", sum] = cursor.split(".");
  if (sum !== checksum(text) || cursor !== `${text}.${sum}`) return undefined;
  const value = parseJson(fromBase64Url(text));
  if (!Array.isArray(value) || value.length !== kinds.length + 1 || value[0] !== list) return undefined;
  const keys: readonly unknown[] = value.slice(1);
  return areKeys(keys, kinds) ? keys : undefined;
}

function areKeys<Kinds extends readonly CursorKind[]>(
  keys: readonly unknown[],
  kinds: Kinds,
): keys is CursorKeys<Kinds> {
  return kinds.every((kind, i) => isKey(keys[i], kind));
}

function isKey(key: unknown, kind: CursorKind): boolean {
  if (kind === "integer") return Number.isSafeInteger(key);
  // PostgreSQL's text holds no U+0000.
  if (typeof key !== "string" || key.includes("\0")) return false;
  return kind === "string" || isInstant(key);
}

/** FNV-1a, 32 bits, in base 36: any single changed character changes it. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// btoa and atob know bytes only, and are what browsers and Node share.
function toBase64Url(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte)).join("");
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): string | undefined {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0) ?? 0));
  } catch {
    return undefined;
  }
}
