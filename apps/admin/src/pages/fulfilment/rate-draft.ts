import type { WireMoney } from "../../lib/format.ts";
import type { Method } from "./types.ts";

/** A step of a table of rates as it is edited: from a worth or a weight on, a price. */
export interface StepDraft {
  readonly worth: WireMoney | null;
  /** In grams. */
  readonly grams: number | null;
  readonly price: WireMoney | null;
}

export interface RatesDraft {
  readonly by: "flat" | "worth" | "weight";
  readonly steps: readonly StepDraft[];
}

export function ratesDraft(method: Method | null): RatesDraft {
  const rates = method?.rates ?? null;
  if (rates === null) return { by: "flat", steps: [] };
  const { currency } = method?.price ?? { currency: "EUR" as const };
  const steps = rates.steps.map(({ from, price }) => ({
    worth: rates.by === "worth" ? { amount: from, currency } : null,
    grams: rates.by === "weight" ? from : null,
    price,
  }));
  return { by: rates.by, steps };
}

/** The table as it is saved; the first step is from nothing, whatever its field says. */
export function ratesInput({ by, steps }: RatesDraft) {
  if (by === "flat") return null;
  return {
    by,
    steps: steps.map((step, i) => ({
      from: i === 0 ? 0 : ((by === "worth" ? step.worth?.amount : step.grams) ?? 0),
      price: step.price?.amount ?? 0,
    })),
  };
}

/** Areas as they are typed: one a line, or with commas between them. Nothing typed is everywhere. */
export function areasOf(text: string): string[] | null {
  const areas = text.split(/[\n,;]/).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
  return areas.length === 0 ? null : areas;
}

export const areasText = (areas: readonly string[] | null): string => (areas ?? []).join(", ");
