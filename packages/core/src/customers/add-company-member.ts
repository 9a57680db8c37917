import { DomainError, notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { Company, CompanyMember } from "./company-schemas.ts";
import { showCompany } from "./get-company.ts";
import { joinCompany, lockCompany } from "./queries/companies.ts";
import { customerById } from "./queries/customers.ts";
import type { CustomersErrorCode } from "./schemas.ts";

/** Lets a customer buy for a company. A customer is in one at most: whoever is in another leaves it first. */
export const addCompanyMember = write(
  "customers.add_company_member",
  {
    access: { staff: "customers.write" },
    input: CompanyMember,
    output: Company,
    audit: ({ companyId, customerId }) => ({ subject: companyId, details: { customerId } }),
  },
  async (ctx, { companyId, customerId }) => {
    if ((await lockCompany(ctx.db, companyId)) === undefined) throw notFound("company");
    if (!(await joinCompany(ctx.db, companyId, customerId, ctx.now()))) {
      const customer = await customerById(ctx.db, customerId);
      if (customer === undefined) throw notFound("customer");
      const code = customer.erasedAt === null ? "customers.has_company" : "customers.erased";
      // Being in it already is what was wanted.
      if (customer.companyAccount?.id !== companyId) throw new DomainError<CustomersErrorCode>("conflict", code);
    }
    return showCompany(ctx.db, companyId);
  },
);
