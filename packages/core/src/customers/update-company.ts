import { DomainError, notFound } from "../kernel/errors.ts";
import { flow } from "../platform/flow.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { evidenceOf } from "../tax/index.ts";
import { type Asked, askRegister, keepAnswer, type Saved } from "./check-company-tax-id.ts";
import { SavedCompany, UpdateCompany } from "./company-schemas.ts";
import { lockCompany, replaceCompany, type StoredCompany } from "./queries/companies.ts";
import type { CustomersErrorCode } from "./schemas.ts";

/** Changes a company. Prices and taxes of its members' carts follow at their next calculation. */
export const updateCompany = flow<typeof UpdateCompany, typeof SavedCompany, Saved, Asked>(
  "customers.update_company",
  {
    access: { staff: "customers.write" },
    input: UpdateCompany,
    output: SavedCompany,
    audit: ({ id, ...fields }) => ({
      subject: id,
      details: {
        ...(fields.status === undefined ? {} : { status: fields.status }),
        fields: Object.keys(fields)
          .filter((field) => field !== "version")
          .sort(),
      },
    }),
  },
  {
    begin: async (ctx, { id, version, taxId, ...given }) => {
      const current = await companyToChange(ctx, id, version);
      const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const evidence = taxId === undefined ? current.taxId : taxId === null ? null : evidenceOf(taxId, ctx.now());
      const next = { ...current, ...changes, taxId: evidence, version: version + 1 };
      await replaceCompany(ctx.db, next, ctx.now());
      return { id, version: next.version, asks: typeof taxId === "string" };
    },
    call: askRegister,
    finish: keepAnswer,
  },
);

/** The company, locked, if it is still what the caller saw. */
export async function companyToChange(
  ctx: Pick<TenantTxCtx, "db">,
  id: string,
  version: number,
): Promise<StoredCompany> {
  const current = await lockCompany(ctx.db, id);
  if (current === undefined) throw notFound("company");
  if (current.version === version) return current;
  throw new DomainError<CustomersErrorCode>("conflict", "customers.stale", { current: current.version });
}
