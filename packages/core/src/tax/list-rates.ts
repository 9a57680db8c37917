import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { selectRates } from "./queries.ts";
import { ListTaxRates, TaxRateList } from "./schemas.ts";

export const listRates = read(
  "tax.list_rates",
  { access: { staff: "shop.read" }, input: ListTaxRates, output: TaxRateList },
  async (ctx: TenantCtx, { country }) => ({ items: await selectRates(ctx.db, country) }),
);
