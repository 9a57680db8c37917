import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { CompanyPage, ListCompanies } from "./company-schemas.ts";
import { findCompanies } from "./queries/companies.ts";
import type { CustomersErrorCode } from "./schemas.ts";

const list = "customers.companies";

/** Companies, newest first, with how many customers are in each. */
export const listCompanies = read(
  "customers.list_companies",
  { access: { staff: "customers.read" }, input: ListCompanies, output: CompanyPage },
  async (ctx: TenantCtx, input) => {
    const after = input.after === null ? null : decodeCursor(list, ["string"], input.after);
    if (after === undefined) throw new DomainError<CustomersErrorCode>("invalid", "customers.bad_cursor");
    const rows = await findCompanies(ctx.db, { ...input, before: after?.[0] ?? null, limit: input.first + 1 });
    return toPage(rows, input.first, (last) => encodeCursor(list, [last.id]));
  },
);
