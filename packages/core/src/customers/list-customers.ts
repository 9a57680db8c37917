import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findCustomers } from "./queries/customers.ts";
import { CustomerPage, ListCustomers } from "./schemas.ts";

const list = "customers.newest";

export const listCustomers = read(
  "customers.list",
  { access: { staff: "customers.read" }, input: ListCustomers, output: CustomerPage },
  async (ctx: TenantCtx, input) => {
    const after = input.after === null ? null : decodeCursor(list, ["string"], input.after);
    if (after === undefined) throw new DomainError("invalid", "customers.bad_cursor");
    const rows = await findCustomers(ctx.db, { ...input, before: after?.[0] ?? null, limit: input.first + 1 });
    return toPage(rows, input.first, (last) => encodeCursor(list, [last.id]));
  },
);
