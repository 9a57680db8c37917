import { signUp } from "@meridian/core/staff";
import { listTenants, resumeTenant, suspendTenant } from "@meridian/core/tenants";
import { mutation, query, router } from "./surface.ts";

export const tenantsRouter = router({
  list: query(listTenants),
  resume: mutation(resumeTenant),
  signUp: mutation(signUp),
  suspend: mutation(suspendTenant),
});
