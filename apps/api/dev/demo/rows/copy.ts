import { createHash } from "node:crypto";

/** How the nth copy of a row is told from the row itself: ids, moments, and what a shop keeps once only. */

const own =
  /\b(ord|oln|crt|lin|chk|pay|ref|ful|cus|csb|con|ntf|evt|ost|prd|var|crd|cre|mov|flw)_[0-9a-hjkmnp-tv-z]{26}\b/g;
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)/g;
/** The provider's own names; a row keeps each of them once. */
const atProvider = /\b(?:cs_test|pi|ch|re)_\w+/g;

/** The id of the nth copy: well-formed, before all that are made now, and in the order of the copies. */
export function nthId(id: string, n: number): string {
  const [prefix = "", body = ""] = id.split("_");
  const rest = createHash("sha256").update(`${body} ${n}`).digest("hex").slice(0, 16);
  return `${prefix}_00${n.toString(16).padStart(8, "0")}${rest}`;
}

export interface Change {
  readonly n: number;
  /** Milliseconds that every moment is moved by. */
  readonly shift?: number;
  /** Ids that become others than their copies. */
  readonly ids?: ReadonlyMap<string, string>;
  /** Texts that become others wherever they stand. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Prefixes of ids that stay: what the copies have in common, such as what was bought. */
  readonly shared?: readonly string[];
}

/** The nth copy of a row, or of rows, as JSON. */
export function copyJson(json: string, { n, shift = 0, ids, texts = new Map(), shared = [] }: Change): string {
  let copy = json
    .replace(instant, (text) => (shift === 0 ? text : new Date(Date.parse(text) + shift).toISOString()))
    .replace(own, (id, prefix: string) => ids?.get(id) ?? (shared.includes(prefix) ? id : nthId(id, n)))
    .replace(atProvider, (name) => `${name}_${n}`);
  for (const [from, to] of texts) copy = copy.replaceAll(from, to);
  return copy;
}
