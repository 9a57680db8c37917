/**
 * What is agreed with a tenant in place of its plan's limits, and why. A convention of ours: a limit that stays as it
 * was keeps its reason and its date, and what is not agreed on any more leaves none behind.
 */
import type { LimitName, LimitReason, LimitReasons, PlanLimits } from "../plan-schemas.ts";

export interface Agreed {
  readonly overrides: Partial<PlanLimits>;
  readonly reasons: LimitReasons;
}

/** Agrees on these limits from now on; of those that differ from before, and of `anew`, the reason is this one. */
export function agreeOn(
  before: Agreed,
  overrides: Partial<PlanLimits>,
  { reason, at, anew }: { readonly reason: LimitReason; readonly at: Date; readonly anew?: LimitName },
): Agreed {
  const isKept = (name: LimitName): boolean =>
    name !== anew && name in before.overrides && before.overrides[name] === overrides[name];
  const reasons: LimitReasons = {};
  for (const name of Object.keys(overrides) as LimitName[]) {
    const known = isKept(name) ? before.reasons[name] : { reason, since: at.toISOString() };
    if (known !== undefined) reasons[name] = known;
  }
  return { overrides, reasons };
}
