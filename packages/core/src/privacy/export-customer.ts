import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { collect } from "./collect.ts";
import { ExportCustomer, PersonExport } from "./schemas.ts";

/** Everything that the shop keeps of a customer, for whoever asks it in writing. */
export const exportCustomer = read(
  "privacy.export_customer",
  { access: { staff: "privacy.read" }, urgency: "extra", input: ExportCustomer, output: PersonExport },
  (ctx: TenantCtx, { id }) => collect(ctx, id),
);
