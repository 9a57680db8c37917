import { customerOf } from "../customers/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { collect } from "./collect.ts";
import { PersonExport } from "./schemas.ts";

/** Everything that the shop keeps of whoever is logged in. */
export const exportMe = read(
  "privacy.export_me",
  { access: { customer: true }, urgency: "extra", input: nothing, output: PersonExport },
  (ctx: TenantCtx) => collect(ctx, customerOf(ctx)),
);
