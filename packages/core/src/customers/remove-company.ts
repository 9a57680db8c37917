import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { RemoveCompany } from "./company-schemas.ts";
import { deleteCompany } from "./queries/companies.ts";
import { companyToChange } from "./update-company.ts";

/**
 * Removes a company. Its members stay customers, its orders keep what they say of it, and a price list that is for it
 * alone applies to nobody from then on.
 */
export const removeCompany = write(
  "customers.remove_company",
  {
    access: { staff: "customers.write" },
    input: RemoveCompany,
    output: nothing,
    audit: ({ id }) => ({ subject: id }),
  },
  async (ctx, { id, version }) => {
    await companyToChange(ctx, id, version);
    await deleteCompany(ctx.db, id, ctx.now());
    return {};
  },
);
