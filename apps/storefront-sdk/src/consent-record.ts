import type { Memory } from "./storage.ts";
import type { ConsentRecord } from "./types.ts";

/** What this browser remembers of the visitor's choice, or null. */
export function rememberedConsent(memory: Memory): ConsentRecord | null {
  try {
    return JSON.parse(memory.get("consent") ?? "null") as ConsentRecord | null;
  } catch {
    return null;
  }
}
