import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { closeUntil, endGrace, openAgain } from "./queries/closing.ts";
import { TenantRef } from "./schemas.ts";

const graceDays = 30;

/** When a shop that is closed at `now` is erased, unless it is opened again. */
export const graceEnd = (now: Date, days = graceDays): Date => addSeconds(now, days * 24 * 3600);

const def = {
  access: { operator: true },
  input: TenantRef,
  output: nothing,
  audit: ({ tenantId }: TenantRef) => ({ subject: tenantId }),
} as const;

/** Closes a shop for its owner who asked for it; it is erased after the grace. */
export const closeTenant = controlWrite("tenants.close_tenant", def, async (ctx, { tenantId }) => {
  const eraseAt = graceEnd(ctx.now(), ctx.settings.graceDays);
  if (!(await closeUntil(ctx.db, tenantId, ctx.now(), eraseAt))) throw notSo();
  return {};
});

/** Opens a closed shop again within its grace. */
export const reopenTenant = controlWrite("tenants.reopen_tenant", def, async (ctx, { tenantId }) => {
  if (!(await openAgain(ctx.db, tenantId, ctx.now()))) throw notSo();
  return {};
});

/** Ends a closed shop's grace: the next sweep has it erased, and nobody opens it again. */
export const endTenantGrace = controlWrite("tenants.end_grace", def, async (ctx, { tenantId }) => {
  if (!(await endGrace(ctx.db, tenantId, ctx.now()))) throw notSo();
  return {};
});

const notSo = (): DomainError => new DomainError("precondition", "tenants.not_so");
