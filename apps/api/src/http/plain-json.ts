import { DomainError } from "@meridian/core/kernel/errors";

const maxDepth = 32;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Refuses bodies that are nested too deeply or carry names that reach an object's prototype. Walks
 * without recursion, so that no body can exhaust the stack.
 */
export function assertPlainJson(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw new DomainError("invalid", "request.too_deep");
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const name of Object.keys(value)) {
        if (forbidden.has(name)) throw new DomainError("invalid", "request.forbidden_key", { name });
      }
      for (const child of Object.values(value) as unknown[]) next.push(child);
    }
    level = next;
  }
}
