import type { Capability } from "@meridian/core/platform/roles";
import type { Membership } from "./session.ts";

/** Whether to offer something to this member. It only spares a refusal: the region is the judge. */
export function can(member: Pick<Membership, "capabilities">, capability: Capability): boolean {
  return member.capabilities.includes(capability);
}
