import { DomainError, notFound } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { accountById } from "./queries/accounts.ts";
import { findEntries } from "./queries/entries.ts";
import { CreditEntryPage, type CreditErrorCode, ListCreditEntries } from "./schemas.ts";

const list = "credit.entries";

/** The ledger of a gift card or of store credit. */
export const listCreditEntries = read(
  "credit.list_entries",
  { access: { staff: "orders.read" }, input: ListCreditEntries, output: CreditEntryPage },
  async (ctx: TenantCtx, { accountId, first, after }) => {
    const before = after === null ? null : decodeCursor(list, ["string"], after);
    if (before === undefined) throw new DomainError<CreditErrorCode>("invalid", "credit.bad_cursor");
    const account = await accountById(ctx.db, accountId);
    if (account === undefined) throw notFound("credit");
    const { currency } = account.balance;
    const rows = await findEntries(ctx.db, { id: accountId, currency }, before?.[0] ?? null, first + 1);
    return toPage(rows, first, (last) => encodeCursor(list, [last.id]));
  },
);
