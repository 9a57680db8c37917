import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { accountRows } from "./queries/accounts.ts";
import { shownAccount } from "./rules.ts";
import { PaymentAccount } from "./schemas.ts";

/** How the shop takes payments, as staff may see it. */
export async function showAccount(ctx: Pick<TenantCtx, "db" | "settings" | "tenant">): Promise<PaymentAccount> {
  const developmentKey = ctx.settings.stripeApiBase === null ? null : `sk_test_${ctx.tenant.id}`;
  return shownAccount(await accountRows(ctx.db), developmentKey);
}

export const getPaymentAccount = read(
  "payments.get_account",
  { access: { staff: "shop.read" }, input: nothing, output: PaymentAccount },
  (ctx: TenantCtx) => showAccount(ctx),
);
