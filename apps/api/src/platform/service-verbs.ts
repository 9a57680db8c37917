import { claimDomain, releaseDomain } from "@meridian/core/domains";
import { reportRegion } from "@meridian/core/operators";
import type { PlatformCtx, RegionCtx } from "@meridian/core/platform/context";
import type { Verb } from "@meridian/core/platform/verb";
import { revokeTokens } from "@meridian/core/staff";
import { tenantMigrations } from "@meridian/core/tenant-schema";
import {
  describeTenant,
  listCells,
  listSteps,
  eraseTenant,
  hibernate,
  listResting,
  noteShop,
  provisionTenant,
  setTenantStatus,
  wake,
} from "@meridian/core/tenants";

/** The newest migration that this program knows: by it a release is known. */
export const newestStep: string =
  tenantMigrations
    .map(({ name }) => name)
    .toSorted()
    .at(-1) ?? "none";

/** What the control plane asks of a region. */
export const regionVerbs: readonly Verb<RegionCtx>[] = [
  provisionTenant,
  setTenantStatus,
  eraseTenant,
  hibernate,
  wake,
  listResting,
  revokeTokens,
  describeTenant,
  listCells,
  reportRegion(newestStep),
  listSteps(newestStep),
];

/** What a region tells the control plane. */
export const controlVerbs: readonly Verb<PlatformCtx<"control">>[] = [noteShop, claimDomain, releaseDomain];
