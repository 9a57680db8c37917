import type { PlatformCtx } from "@meridian/core/platform/context";
import type { Verb } from "@meridian/core/platform/verb";
import { revokeTokens } from "@meridian/core/staff";
import { noteShop, provisionTenant, setTenantStatus } from "@meridian/core/tenants";

/** What the control plane asks of a region. */
export const regionVerbs: readonly Verb<PlatformCtx<"region">>[] = [provisionTenant, setTenantStatus, revokeTokens];

/** What a region tells the control plane. */
export const controlVerbs: readonly Verb<PlatformCtx<"control">>[] = [noteShop];
