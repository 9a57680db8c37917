import type { AdminOutputs } from "../../lib/api.ts";

export type Customer = AdminOutputs["customers"]["get"];
export type CustomerGroup = AdminOutputs["customers"]["listGroups"]["items"][number];
export type Company = AdminOutputs["customers"]["getCompany"];
export type CompanyRow = AdminOutputs["customers"]["listCompanies"]["items"][number];
