import type { ShippingMethod } from "@meridian/core/fulfilment/schemas";
import type { Market } from "@meridian/core/markets/schemas";
import type { PaymentAccount } from "@meridian/core/payments/schemas";
import type { ApiKey, NewApiKey, Shop } from "@meridian/core/tenants/schemas";
import type { Api } from "./call.ts";
import { fillCatalogue } from "./fill-catalogue.ts";
import type { DemoShop } from "./shops.ts";

type List<T> = { readonly items: readonly T[] };

/** A publishable key for the page's origin: the one known from before, if it still works. */
async function keyFor(api: Api, origin: string, known: string | undefined): Promise<string> {
  const name = "Demo shop page";
  const { items } = await api.read<List<ApiKey>>("tenants.listKeys", {});
  const working = items.filter(
    (key) => key.name === name && key.revokedAt === null && key.allowedOrigins.includes(origin),
  );
  if (known !== undefined && working.some(({ hint }) => known.endsWith(hint.slice(-4)))) return known;
  const made = await api.write<NewApiKey>("tenants.createKey", { kind: "publishable", name, allowedOrigins: [origin] });
  return made.secret;
}

async function openMarket(api: Api, { market, shipping }: DemoShop): Promise<void> {
  for (const country of market.countries) await api.write("tax.addCountryPreset", { country });
  const { items } = await api.read<List<Market>>("markets.list", {});
  const { id } =
    items.find(({ handle }) => handle === market.handle) ?? (await api.write<Market>("markets.create", market));
  const methods = await api.read<List<ShippingMethod>>("fulfilment.listShippingMethods", { marketId: id });
  if (methods.items.length > 0) return;
  for (const [position, method] of shipping.entries()) {
    await api.write("fulfilment.setShippingMethod", { marketId: id, position, ...method });
  }
}

async function takePayments(api: Api): Promise<void> {
  const account = await api.read<PaymentAccount>("payments.getAccount", {});
  if (account.state === "connected" || account.suggestedDevelopmentKey === null) return;
  await api.write("payments.connect", { secretKey: account.suggestedDevelopmentKey });
}

/** Everything that the shop needs to sell; done again it changes nothing. Answers the page's key. */
export async function fillShop(
  api: Api,
  shop: DemoShop,
  origin: string,
  knownKey: string | undefined,
): Promise<string> {
  const settings = await api.read<Shop>("tenants.getShop", {});
  if (settings.pricesIncludeTax !== shop.pricesIncludeTax) {
    await api.write("tenants.updateShop", { version: settings.version, pricesIncludeTax: shop.pricesIncludeTax });
  }
  const [key] = await Promise.all([
    keyFor(api, origin, knownKey),
    openMarket(api, shop),
    takePayments(api),
    fillCatalogue(api, shop),
  ]);
  return key;
}
