import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { selectSettings } from "./queries.ts";
import { TaxSettings } from "./schemas.ts";

export const getTaxSettings = read(
  "tax.get_settings",
  { access: { staff: "shop.read" }, input: nothing, output: TaxSettings },
  (ctx: TenantCtx) => selectSettings(ctx.db),
);
