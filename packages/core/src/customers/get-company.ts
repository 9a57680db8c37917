import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { read } from "../platform/verb.ts";
import { Company, GetCompany } from "./company-schemas.ts";
import { companyById, countMembers } from "./queries/companies.ts";

export const getCompany = read(
  "customers.get_company",
  { access: { staff: "customers.read" }, input: GetCompany, output: Company },
  (ctx: TenantCtx, { id }) => showCompany(ctx.db, id),
);

/** @throws DomainError not_found. */
export async function showCompany(db: Db<"tenant">, id: string): Promise<Company> {
  const company = await companyById(db, id);
  if (company === undefined) throw notFound("company");
  return { ...company, members: await countMembers(db, id) };
}
