import { addLine, chooseShipping, createCart, setAddress, setQuantity } from "@meridian/core/carts";
import { AddLine, type Cart, ChooseShipping, CreateCart, SetAddress, SetQuantity } from "@meridian/core/carts/schemas";
import { createProduct, publishProduct } from "@meridian/core/catalog";
import { CreateProduct } from "@meridian/core/catalog/schemas";
import { confirmCheckout, placeCheckout } from "@meridian/core/checkout";
import { consumers, flows as checkoutFlows, sweeps } from "@meridian/core/checkout/jobs";
import { type CheckoutView, PlaceCheckout, type PlacedCheckout } from "@meridian/core/checkout/schemas";
import { setShippingMethod } from "@meridian/core/fulfilment";
import { SetShippingMethod } from "@meridian/core/fulfilment/schemas";
import { adjustStock } from "@meridian/core/inventory";
import { AdjustStock } from "@meridian/core/inventory/schemas";
import { createMarket } from "@meridian/core/markets";
import { CreateMarket } from "@meridian/core/markets/schemas";
import { flows as orderFlows } from "@meridian/core/orders/jobs";
import { connectPayments, getPaymentAccount, receiveEvent } from "@meridian/core/payments";
import { flows as paymentFlows } from "@meridian/core/payments/jobs";
import { vaultOf } from "@meridian/core/platform/vault";
import { eventById, flowSweep, markPublished, unpublishedEvents } from "@meridian/core/platform/sweeps";
import { setPrices } from "@meridian/core/pricing";
import { SetPrices } from "@meridian/core/pricing/schemas";
import { addCountryPreset } from "@meridian/core/tax";
import { AddCountryPreset } from "@meridian/core/tax/schemas";
import { testClock } from "@meridian/core/testing/clock";
import { openTestShop, type TestShop } from "@meridian/core/testing/tenant";
import { type StripeEmulator, startStripeEmulator } from "../../dev/stripe-emulator/start.ts";
import Stripe from "stripe";
import { ok, send } from "./http.ts";
import { type Ledger, ledgerOf, sessionOf } from "./sellable.ts";

/** A shop in this process with a market, goods and an account at an emulator that shares its clock. */
export interface PayingShop {
  readonly shop: TestShop;
  readonly stripe: StripeEmulator;
  readonly stripeKey: string;
  readonly variantIds: readonly string[];
  close(): Promise<void>;
  /** A cart with address and shipping, ready to be paid. */
  readyCart(lines: readonly (readonly [variant: number, quantity: number])[], email?: string): Promise<Cart>;
  /** Sets the quantity of a line of the cart. */
  change(cart: Cart, line: number, quantity: number): Promise<Cart>;
  place(cart: Pick<Cart, "id" | "totals">, key?: string, subjectId?: string): Promise<PlacedCheckout>;
  pay(placed: PlacedCheckout, payment?: object): Promise<number>;
  confirm(placed: { readonly checkoutId: string }): Promise<CheckoutView>;
  ledger(): Promise<Ledger>;
  /** Does what is due by now, as the worker would. */
  sweep(): Promise<void>;
  /** The newest event of this type as Stripe would send it now, signed. */
  webhook(type: string): Promise<{ body: string; signature: string }>;
  /** Takes that webhook and does what follows from it. */
  hear(type: string): Promise<void>;
  fault(match: string, kind: string, times?: number): Promise<void>;
}

export interface PayingShopOptions {
  readonly currency?: string;
  readonly country?: string;
  readonly taxDisplay?: "inclusive" | "exclusive";
  readonly shipping?: number;
  /** As the provider names them; left out, what the account offers. */
  readonly paymentMethods?: readonly string[];
  /** Price of each variant in minor units, and how many there are. */
  readonly goods?: readonly (readonly [price: number, stock: number])[];
}

export async function openPayingShop(options: PayingShopOptions = {}): Promise<PayingShop> {
  const { currency = "EUR", country = "DE", taxDisplay = "inclusive", shipping = 490, goods = [[1999, 10]] } = options;
  const clock = testClock();
  const stripe = await startStripeEmulator({ port: 0, now: () => Math.floor(clock.now().getTime() / 1000) });
  const shop = await openTestShop({ clock, stripeApiBase: stripe.url, defaultCurrency: currency as "EUR" });
  const staff = shop.staff();
  const variantIds: string[] = [];
  for (const [i, [price, onHand]] of goods.entries()) {
    const product = await createProduct(staff, CreateProduct.parse({ title: `Lamp ${i + 1}` }));
    const variantId = product.variants[0]?.id ?? "";
    await adjustStock(staff, AdjustStock.parse({ variantId, change: { kind: "set", onHand } }));
    await setPrices(staff, SetPrices.parse({ prices: [{ variantId, currency, amount: { amount: price, currency } }] }));
    await publishProduct(staff, { ids: [product.id] });
    variantIds.push(variantId);
  }
  await addCountryPreset(staff, AddCountryPreset.parse({ country }));
  const market = await createMarket(
    staff,
    CreateMarket.parse({
      handle: "home",
      name: "Home",
      countries: [country],
      currency,
      locales: ["en", "de"],
      defaultLocale: "en",
      taxDisplay,
      paymentMethods: options.paymentMethods ?? null,
      status: "active",
    }),
  );
  const method = await setShippingMethod(
    staff,
    SetShippingMethod.parse({ marketId: market.id, names: { en: "Parcel" }, price: shipping }),
  );
  const stripeKey = (await getPaymentAccount(staff, {})).suggestedDevelopmentKey ?? "";
  await connectPayments(staff, { secretKey: stripeKey });

  const shopper = () => shop.shopper();
  const webhook = async (type: string) => {
    const { data } = ok<{ data: { type: string }[] }>(await send(`${stripe.url}/_dev/events?account=${stripeKey}`));
    const event = data.findLast((candidate) => candidate.type === type);
    if (event === undefined) throw new Error(`no event ${type}`);
    return signed(shop, JSON.stringify(event));
  };
  const sweep = async () => {
    const ctx = shop.service();
    for (const one of [flowSweep([...checkoutFlows, ...orderFlows, ...paymentFlows]), ...sweeps]) await one.sweep(ctx);
    const events = await unpublishedEvents(ctx.db, 100);
    for (const { id } of events) {
      const event = await eventById(ctx.db, id);
      for (const consumer of consumers) if (event?.type === consumer.type) await consumer.handle(ctx, event);
    }
    if (events.length > 0)
      await markPublished(
        ctx.db,
        events.map((event) => event.id),
        ctx.now(),
      );
  };
  const region = country === "US" ? { region: "NY", postalCode: "10001" } : { postalCode: "10115" };
  return {
    shop,
    stripe,
    stripeKey,
    variantIds,
    close: async () => {
      await shop.close();
      await stripe.close();
    },
    readyCart: async (lines, email = "erika@example.com") => {
      const { id: cartId } = await createCart(shopper(), CreateCart.parse({ market: "home", locale: "en" }));
      for (const [variant, quantity] of lines) {
        await addLine(shopper(), AddLine.parse({ cartId, variantId: variantIds[variant], quantity }));
      }
      const address = { name: "Erika Beispiel", line1: "Way 1", city: "Town", country, ...region };
      await setAddress(shopper(), SetAddress.parse({ cartId, email, address }));
      return chooseShipping(shopper(), ChooseShipping.parse({ cartId, methodId: method.id }));
    },
    change: (cart, line, quantity) => {
      const { id: lineId } = cart.lines[line] ?? { id: "" };
      return setQuantity(shopper(), SetQuantity.parse({ cartId: cart.id, lineId, quantity }));
    },
    place: (cart, key, subjectId) =>
      placeCheckout(
        shop.shopper(key),
        PlaceCheckout.parse({
          cartId: cart.id,
          expectedTotal: cart.totals.total,
          successUrl: "http://shop.test/done?checkout={CHECKOUT_ID}",
          cancelUrl: "http://shop.test/cart",
          subjectId: subjectId ?? null,
        }),
      ),
    pay: async (placed, payment = {}) => {
      const answer = await send(`${stripe.url}/_dev/pay/${sessionOf(placed.redirectUrl ?? "")}`, { body: payment });
      return answer.status;
    },
    confirm: ({ checkoutId }) => confirmCheckout(shopper(), { checkoutId: checkoutId as PlacedCheckout["checkoutId"] }),
    ledger: () => ledgerOf(stripe.url, stripeKey),
    sweep,
    webhook,
    hear: async (type) => {
      await receiveEvent(shop.service(), await webhook(type));
      await sweep();
    },
    fault: async (match, kind, times = 1) => {
      ok(await send(`${stripe.url}/_dev/faults`, { body: { match, kind, times } }));
    },
  };
}

/** Signs a webhook's body with the secret that the shop keeps, as of the shop's clock. */
export async function signed(shop: TestShop, body: string): Promise<{ body: string; signature: string }> {
  const { rows } = await shop.database.app.pool.query<{ id: string; sealed: string }>(
    `select id, sealed_webhook_secret as sealed from ${shop.tenant.schema}.payment_accounts where state = 'connected'`,
  );
  const { id = "", sealed = "" } = rows[0] ?? {};
  const place = { table: "payment_accounts", column: "sealed_webhook_secret", row: id };
  const secret = (await vaultOf(shop.service())).open(place, sealed);
  const timestamp = Math.floor(shop.clock.now().getTime() / 1000);
  return { body, signature: Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }) };
}
