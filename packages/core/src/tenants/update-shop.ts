import { withEarlier } from "../kernel/earlier.ts";
import { DomainError } from "../kernel/errors.ts";
import { flow } from "../platform/flow.ts";
import { toShop } from "./get-shop.ts";
import { applySettings } from "./queries/region-directory.ts";
import { earlierSettings, keepEarlierSettings, shopSettings, updateSettings } from "./queries/shop.ts";
import { decideShopName } from "./rules/shop-name.ts";
import { Shop, UpdateShop } from "./schemas.ts";

/** Changes the shop's settings, and the region's directory with them; the control plane hears of it by event. */
export const updateShop = flow(
  "tenants.update_shop",
  {
    access: { staff: "shop.manage" },
    input: UpdateShop,
    output: Shop,
    audit: (input, output) => ({
      subject: output.tenantId,
      details: { version: output.version, fields: changedFields(input) },
    }),
    leaves: ["outbox"],
  },
  {
    begin: async (ctx, input) => {
      const { version, ...changes } = input;
      const current = await shopSettings(ctx.db);
      if (changes.name !== undefined) assertShopName(changes.name);
      const next = {
        version,
        name: changes.name ?? current.name,
        contactEmail: changes.contactEmail ?? current.contactEmail,
        defaultLocale: changes.defaultLocale ?? current.defaultLocale,
        defaultCurrency: changes.defaultCurrency ?? current.defaultCurrency,
        pricesIncludeTax: changes.pricesIncludeTax ?? current.pricesIncludeTax,
        timeZone: changes.timeZone ?? current.timeZone,
        orderStatusUrl: changes.orderStatusUrl === undefined ? current.orderStatusUrl : changes.orderStatusUrl,
        paymentMethods: changes.paymentMethods === undefined ? current.paymentMethods : changes.paymentMethods,
        legal: changes.legal ?? current.legal,
      };
      if (!(await updateSettings(ctx.db, next, ctx.now()))) {
        throw new DomainError("conflict", "tenants.stale", { current: current.version });
      }
      // For the lowest price of the last 30 days: by then prices were shown the other way.
      if (next.pricesIncludeTax !== current.pricesIncludeTax) {
        const last = { until: ctx.now().toISOString(), pricesIncludeTax: current.pricesIncludeTax };
        await keepEarlierSettings(ctx.db, withEarlier(await earlierSettings(ctx.db), last, 120));
      }
      ctx.emit({
        type: "shop.updated",
        aggregateId: ctx.tenant.id,
        payload: { version: version + 1, fields: changedFields(input) },
      });
      return { version: version + 1 };
    },
    // Copies what is current by then: a later change may have overtaken this one.
    call: async (ctx) => applySettings(ctx.regionDb, ctx.tenant.id, await shopSettings(ctx.db)),
    finish: async (ctx) => toShop(ctx, await shopSettings(ctx.db)),
  },
);

const changedFields = (input: UpdateShop): string[] =>
  Object.keys(input)
    .filter((field) => field !== "version")
    .sort();

export function assertShopName(name: string): void {
  const decision = decideShopName(name);
  if (!decision.ok) throw new DomainError("invalid", `tenants.name_${decision.reason}`, { fields: ["name"] });
}
