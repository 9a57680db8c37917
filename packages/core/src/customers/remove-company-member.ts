import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { Company, CompanyMember } from "./company-schemas.ts";
import { showCompany } from "./get-company.ts";
import { leaveCompany, lockCompany } from "./queries/companies.ts";

/** Takes a customer out of a company: carts follow at their next calculation, an order that is placed stays. */
export const removeCompanyMember = write(
  "customers.remove_company_member",
  {
    access: { staff: "customers.write" },
    input: CompanyMember,
    output: Company,
    audit: ({ companyId, customerId }) => ({ subject: companyId, details: { customerId } }),
  },
  async (ctx, { companyId, customerId }) => {
    if ((await lockCompany(ctx.db, companyId)) === undefined) throw notFound("company");
    if (!(await leaveCompany(ctx.db, companyId, customerId, ctx.now()))) throw notFound("customer");
    return showCompany(ctx.db, companyId);
  },
);
