import { DomainError } from "@meridian/core/kernel/errors";

const maxDepth = 32;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/** What no field of any kind may hold: PostgreSQL's text has no U+0000 and no half of a surrogate pair. */
function assertStorable(value: unknown): void {
  if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed())) {
    throw new DomainError("invalid", "request.bad_text");
  }
  // `1e309` becomes Infinity, and Infinity would be written as null further on.
  if (typeof value === "number" && !Number.isFinite(value)) throw new DomainError("invalid", "request.bad_number");
}

/**
 * Refuses what is nested too deeply, carries names that reach an object's prototype, or holds text and numbers that
 * cannot be stored. Walks without recursion, so that no input can exhaust the stack.
 */
export function assertPlainJson(input: unknown): void {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw new DomainError("invalid", "request.too_deep");
    const next: unknown[] = [];
    for (const value of level) {
      assertStorable(value);
      if (typeof value !== "object" || value === null) continue;
      for (const name of Object.keys(value)) {
        if (forbidden.has(name)) throw new DomainError("invalid", "request.forbidden_key", { name });
        assertStorable(name);
      }
      for (const child of Object.values(value) as unknown[]) next.push(child);
    }
    level = next;
  }
}
