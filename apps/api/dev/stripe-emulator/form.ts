import { invalidRequest } from "./errors.ts";

export type Param = string | ParamMap | Param[];
export interface ParamMap {
  [key: string]: Param;
}

const MAX_PAIRS = 5_000;
const MAX_DEPTH = 12;

/** Reads `a[b][0][c]=v&list[]=x` as nested maps and lists; values stay strings. */
export function parseForm(encoded: string): ParamMap {
  const root = emptyMap();
  let pairs = 0;
  for (const [key, value] of new URLSearchParams(encoded)) {
    if (++pairs > MAX_PAIRS) throw invalidRequest("Too many parameters.");
    assign(root, splitKey(key), value);
  }
  return root;
}

// Without a prototype `__proto__` is a key like any other.
function emptyMap(): ParamMap {
  return Object.create(null) as ParamMap;
}

function splitKey(key: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  if (!match) throw invalidRequest(`Invalid parameter name: ${key.slice(0, 100)}`);
  const rest = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  if (rest.length > MAX_DEPTH) throw invalidRequest("Parameters are nested too deeply.");
  return [match[1] ?? "", ...rest];
}

function assign(root: ParamMap, path: string[], value: string): void {
  let map = root;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(map).length) : part;
    if (depth === path.length - 1) {
      if (typeof map[key] === "object") throw invalidRequest(`Invalid object for ${path[0]}.`);
      map[key] = value;
      return;
    }
    const next = (map[key] ??= emptyMap());
    if (typeof next === "string" || Array.isArray(next)) throw invalidRequest(`Invalid object for ${path[0]}.`);
    map = next;
  }
}

/** Turns maps whose keys are 0, 1, 2… into lists, wherever the reader expects a list. */
export function asList(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (!entries.every(([key]) => /^\d{1,4}$/.test(key))) return value;
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}
