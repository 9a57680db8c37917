import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { selectPolicy } from "./queries.ts";
import { TaxPolicy } from "./schemas.ts";

export const getTaxPolicy = read(
  "tax.get_policy",
  { access: { staff: "shop.read" }, input: nothing, output: TaxPolicy },
  (ctx: TenantCtx) => selectPolicy(ctx.db),
);
