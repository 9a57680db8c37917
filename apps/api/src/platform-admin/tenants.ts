import { seats, tenantUsage } from "@meridian/core/billing";
import { closeShop, reopenShop, signUp } from "@meridian/core/staff";
import { getTenant, listPlans, listTenants, resumeTenant, setTenantPlan, suspendTenant } from "@meridian/core/tenants";
import { mutation, query, router } from "./surface.ts";

export const tenantsRouter = router({
  close: mutation(closeShop),
  get: query(getTenant),
  list: query(listTenants),
  listPlans: query(listPlans),
  reopen: mutation(reopenShop),
  resume: mutation(resumeTenant),
  seats: query(seats),
  setPlan: mutation(setTenantPlan),
  signUp: mutation(signUp),
  suspend: mutation(suspendTenant),
  usage: query(tenantUsage),
});
