import { flow } from "../platform/flow.ts";
import { newId } from "../platform/new-id.ts";
import { evidenceOf } from "../tax/index.ts";
import { type Asked, askRegister, keepAnswer, type Saved } from "./check-company-tax-id.ts";
import { CreateCompany, SavedCompany } from "./company-schemas.ts";
import { insertCompany } from "./queries/companies.ts";

/** Opens a company. Its tax id is checked in form at once, then with the register of its country. */
export const createCompany = flow<typeof CreateCompany, typeof SavedCompany, Saved, Asked>(
  "customers.create_company",
  {
    access: { staff: "customers.write" },
    input: CreateCompany,
    output: SavedCompany,
    audit: ({ status }, { id }) => ({ subject: id, details: { status } }),
  },
  {
    begin: async (ctx, { taxId, ...fields }) => {
      const company = {
        ...fields,
        id: newId("cmp"),
        taxId: taxId === null ? null : evidenceOf(taxId, ctx.now()),
        version: 1,
        createdAt: ctx.now().toISOString(),
      };
      await insertCompany(ctx.db, company);
      return { id: company.id, version: company.version, asks: company.taxId !== null };
    },
    call: askRegister,
    finish: keepAnswer,
  },
);
