/** Shapes of companies: whose members buy for them. Browsers load this file: kernel, zod and wire only. */
import { z } from "zod";
import { TaxIdEvidence } from "../tax/schemas.ts";
import { Address, id, instant, line, page, pageInput, taxIdText, text, version } from "../wire.ts";

/** An inactive company stays with its members, who buy as private persons until it is active again. */
export const companyStatus = z.enum(["active", "inactive"]);
export type CompanyStatus = z.output<typeof companyStatus>;

export const CompanySummary = z.object({
  id: id("cmp"),
  name: z.string(),
  status: companyStatus,
  /** As it was entered, and what form and register said of it. */
  taxId: TaxIdEvidence.nullable(),
  members: z.int(),
  createdAt: instant,
});
export type CompanySummary = z.output<typeof CompanySummary>;

/** A business that buys through people: its prices, its tax id and its address for bills hold for their carts. */
export const Company = CompanySummary.extend({
  billingAddress: Address.nullable(),
  note: z.string().nullable(),
  version,
});
export type Company = z.output<typeof Company>;

/** `text` is compared with any part of the name. */
export const ListCompanies = z.object({
  text: z.string().trim().max(100).nullable().default(null),
  status: companyStatus.nullable().default(null),
  ...pageInput,
});
export const CompanyPage = page(CompanySummary);
export const GetCompany = z.object({ id: id("cmp") });

const fields = {
  name: line(120),
  status: companyStatus,
  taxId: taxIdText.nullable(),
  billingAddress: Address.nullable(),
  note: text(2_000).nullable(),
};
export const CreateCompany = z.object({
  ...fields,
  status: companyStatus.default("active"),
  taxId: fields.taxId.default(null),
  billingAddress: fields.billingAddress.default(null),
  note: fields.note.default(null),
});
export type CreateCompany = z.output<typeof CreateCompany>;
/** Fields left out stay as they are. A tax id that is given is asked about again, even if it is the same. */
export const UpdateCompany = z.object({ id: id("cmp"), version, ...z.object(fields).partial().shape });
export type UpdateCompany = z.output<typeof UpdateCompany>;
/** What was saved; the register's answer is with the company. */
export const SavedCompany = Company.pick({ id: true, version: true });
export type SavedCompany = z.output<typeof SavedCompany>;
export const RemoveCompany = z.object({ id: id("cmp"), version });

export const CompanyMember = z.object({ companyId: id("cmp"), customerId: id("cus") });

/** What a sale keeps of the company that bought. */
export const BuyingCompany = Company.pick({ id: true, name: true, taxId: true, billingAddress: true });
export type BuyingCompany = z.output<typeof BuyingCompany>;
