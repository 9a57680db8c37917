import { seats, tenantUsage } from "@meridian/core/billing";
import { closeShop, reopenShop, signUp } from "@meridian/core/staff";
import {
  countTenants,
  getTenant,
  hibernateTenant,
  listPlans,
  listTenants,
  resumeTenant,
  setTenantLimit,
  setTenantPlan,
  suspendTenant,
  wakeTenant,
} from "@meridian/core/tenants";
import { mutation, query, router } from "./surface.ts";

export const tenantsRouter = router({
  close: mutation(closeShop),
  count: query(countTenants),
  get: query(getTenant),
  hibernate: mutation(hibernateTenant),
  list: query(listTenants),
  listPlans: query(listPlans),
  reopen: mutation(reopenShop),
  resume: mutation(resumeTenant),
  seats: query(seats),
  setLimit: mutation(setTenantLimit),
  setPlan: mutation(setTenantPlan),
  signUp: mutation(signUp),
  suspend: mutation(suspendTenant),
  usage: query(tenantUsage),
  wake: mutation(wakeTenant),
});
