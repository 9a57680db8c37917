import type { TenantCtx } from "../platform/context.ts";
import { nothing } from "../wire.ts";
import { callControl } from "./adapters/region-client.ts";
import { shopSettings } from "./queries/shop.ts";

/** Copies a shop's name, locale and currency to the control plane's directory. */
export async function tellControl(ctx: TenantCtx): Promise<void> {
  const { name, defaultLocale, defaultCurrency, version } = await shopSettings(ctx.db);
  await callControl(
    ctx,
    { verb: "tenants.note_shop", output: nothing },
    {
      tenantId: ctx.tenant.id,
      name,
      defaultLocale,
      defaultCurrency,
      version,
    },
  );
}
