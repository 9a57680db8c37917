import type { AdminOutputs } from "../../lib/api.ts";

export type Policy = AdminOutputs["tax"]["getPolicy"];
export type Registration = Policy["registrations"][number];
export type CountryPolicy = Policy["countries"][number];

export const notRegisteredChoices = ["refuse", "no_tax", "charge"] as const;
export const schemes = ["standard", "oss", "ioss"] as const;

/** The choice that was made among the known ones; a select answers any text or nothing. */
export const pick = <const T extends string>(known: readonly T[], value: string | null): T | undefined =>
  known.find((one) => one === value);
