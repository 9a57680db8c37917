import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findGiftCards } from "./queries/accounts.ts";
import { CreditAccountPage, type CreditErrorCode, ListGiftCards } from "./schemas.ts";

const list = "credit.gift_cards";

export const listGiftCards = read(
  "credit.list_gift_cards",
  { access: { staff: "orders.read" }, input: ListGiftCards, output: CreditAccountPage },
  async (ctx: TenantCtx, { last4, first, after }) => {
    const before = after === null ? null : decodeCursor(list, ["string"], after);
    if (before === undefined) throw new DomainError<CreditErrorCode>("invalid", "credit.bad_cursor");
    const rows = await findGiftCards(ctx.db, { last4, before: before?.[0] ?? null, limit: first + 1 });
    return toPage(rows, first, (last) => encodeCursor(list, [last.id]));
  },
);
