/**
 * Whether `got` has all that `wanted` names. Lists are compared in order and in full, texts with any kind of
 * blank alike (`Intl` writes narrow and hard ones, which change with its data).
 */
export function contains(got: unknown, wanted: unknown): boolean {
  if (typeof wanted === "string" && typeof got === "string") return blanks(got) === blanks(wanted);
  if (Array.isArray(wanted)) {
    return Array.isArray(got) && got.length === wanted.length && wanted.every((one, i) => contains(got[i], one));
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof got !== "object" || got === null) return false;
    const has = new Map<string, unknown>(Object.entries(got));
    return Object.entries(wanted).every(([key, value]) => value === undefined || contains(has.get(key), value));
  }
  return Object.is(got, wanted);
}

const blanks = (text: string): string => text.replace(/[\u00A0\u202F]/g, " ");

/** A value in one short line, for a failure's report. */
export function brief(value: unknown, length = 300): string {
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
  const shown = text === undefined ? "nothing" : text;
  return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}
