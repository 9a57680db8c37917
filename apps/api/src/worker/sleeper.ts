import type { Tenant } from "@meridian/core/platform/context";
import type { DueKind } from "@meridian/core/platform/due";
import { askToWake, isWokenFor } from "@meridian/core/tenants";
import type { RegionRuntime } from "../platform/region.ts";

const soonMillis = 500;
const putOffMillis = 24 * 3600 * 1000;

/**
 * When to look again at a shop that is packed away: soon, for work that it is asked back for; in a day, for its upkeep,
 * which waits until it is back.
 */
export async function dueForSleeper(
  { regionDb }: Pick<RegionRuntime, "regionDb">,
  { id }: Tenant,
  kind: DueKind,
  now: Date,
): Promise<Date> {
  if (!isWokenFor(kind)) return new Date(now.getTime() + putOffMillis);
  await askToWake(regionDb, id, now);
  return new Date(now.getTime() + soonMillis);
}
