/** Holds the hand-written types against the server's schemas: what it sends fits ours, what we send fits its. */
import type * as Carts from "../../../packages/core/src/carts/schemas.ts";
import type * as Catalog from "../../../packages/core/src/catalog/schemas.ts";
import type * as Checkouts from "../../../packages/core/src/checkout/schemas.ts";
import type * as Consents from "../../../packages/core/src/consent/schemas.ts";
import type * as Customers from "../../../packages/core/src/customers/schemas.ts";
import type * as Markets from "../../../packages/core/src/markets/schemas.ts";
import type * as Orders from "../../../packages/core/src/orders/schemas.ts";
import type * as Privacy from "../../../packages/core/src/privacy/schemas.ts";
import type * as Own from "../src/account-types.ts";
import type * as Sdk from "../src/types.ts";

/** Compiles only when every `Sent` can be read as `Read`. */
type Fits<Sent extends Read, Read> = Sent;
/** What a schema lets in. */
type Takes<Schema extends { readonly _zod: { readonly input: unknown } }> = Schema["_zod"]["input"];
type Gives<Schema extends { readonly _zod: { readonly output: unknown } }> = Schema["_zod"]["output"];

export type Received = [
  Fits<Markets.ShopFront, Sdk.Shop>,
  Fits<Gives<typeof Catalog.ShopProductPage>, Sdk.Page<Sdk.ProductCard>>,
  Fits<Catalog.ShopProduct, Sdk.Product>,
  Fits<Gives<typeof Catalog.ShopCategories>, { readonly items: readonly Sdk.Category[] }>,
  Fits<Carts.Cart, Sdk.Cart>,
  Fits<Checkouts.PlacedCheckout, Sdk.PlacedCheckout>,
  Fits<Checkouts.CheckoutView, Sdk.Checkout>,
  Fits<Orders.OrderStatus, Sdk.Order>,
  Fits<Gives<typeof Customers.Account>, Own.Account>,
  Fits<Gives<typeof Customers.AddressBook>, { readonly items: readonly Own.SavedAddress[] }>,
  Fits<Gives<typeof Orders.OwnOrderPage>, Sdk.Page<Own.OwnOrder>>,
  Fits<Privacy.PersonExport, Own.PersonExport>,
  Fits<Consents.ConsentPolicy, Sdk.ConsentPolicy>,
  Fits<Consents.ConsentState, Sdk.ConsentRecord>,
];

/** Ids and codes are plain texts to a page; the server checks them. */
type Loose<T> = T extends string ? string : T extends object ? { [Key in keyof T]: Loose<T[Key]> } : T;
type Given<Schema extends { readonly _zod: { readonly input: unknown } }> = Loose<Partial<Takes<Schema>>>;
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Exclude<Plain<T[Key]>, undefined> } : T;

export type Sent = [
  Fits<Plain<Sdk.Address>, Loose<Takes<typeof Carts.Address>>>,
  Fits<{ market: string; locale: string }, Given<typeof Carts.CreateCart>>,
  Fits<{ variantId: string; quantity: number }, Given<typeof Carts.AddLine>>,
  Fits<{ quantity: number }, Given<typeof Carts.SetQuantity>>,
  Fits<{ email: string; address: Plain<Sdk.Address> }, Given<typeof Carts.SetAddress>>,
  Fits<{ taxId: string | null }, Given<typeof Carts.SetTaxId>>,
  Fits<{ code: string }, Given<typeof Carts.EnterCode> & Given<typeof Carts.EnterGiftCard>>,
  Fits<{ last4: string }, Given<typeof Carts.RemoveGiftCard>>,
  Fits<{ use: boolean }, Given<typeof Carts.UseStoreCredit>>,
  Fits<Plain<Own.Registration>, Given<typeof Customers.Register>>,
  Fits<Plain<Own.AccountChange>, Given<typeof Customers.UpdateAccount>>,
  Fits<{ email: string; password: string }, Given<typeof Customers.LogIn>>,
  Fits<{ token: string; password: string }, Given<typeof Customers.ResetPassword>>,
  Fits<{ email: string; locale: string; returnUrl: string }, Given<typeof Customers.RequestReset>>,
  Fits<{ everywhere: boolean }, Given<typeof Customers.LogOut>>,
  Fits<{ address: Plain<Sdk.Address>; isDefault: boolean }, Given<typeof Customers.AddAddress>>,
  Fits<{ address: Plain<Sdk.Address>; isDefault: true }, Given<typeof Customers.ChangeAddress>>,
  Fits<{ confirm: true }, Takes<typeof Privacy.ForgetMe>>,
  Fits<{ methodId: string }, Given<typeof Carts.ChooseShipping>>,
  Fits<
    { expectedTotal: Sdk.Money; expectedDue: Sdk.Money; successUrl: string; cancelUrl: string; subjectId: string },
    Given<typeof Checkouts.PlaceCheckout>
  >,
  Fits<Plain<Omit<Sdk.ProductFilter, "sort">>, Given<typeof Catalog.ShopProductsInput>>,
  Fits<{ choices: Plain<Sdk.ConsentChoices>; method: Sdk.ConsentMethod }, Given<typeof Consents.RecordConsent>>,
];
