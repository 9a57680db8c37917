import type { TenantCtx } from "../platform/context.ts";
import { hashOfCode } from "./gift-card-code.ts";
import { accountByHash } from "./queries/accounts.ts";
import type { CreditAccount } from "./schemas.ts";

/** The gift card with this code, in whatever state; undefined when there is none. */
export function findGiftCard(ctx: Pick<TenantCtx, "db" | "tenant">, code: string): Promise<CreditAccount | undefined> {
  return accountByHash(ctx.db, hashOfCode(ctx.tenant.id, code));
}
