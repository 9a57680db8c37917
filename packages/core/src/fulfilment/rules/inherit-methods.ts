/**
 * Which methods a market has. Own convention: its own, and the shop's, of which it may have single fields itself; what
 * it does not have itself follows the shop at once. What the shop's amounts are in a market of another currency is for
 * its terms to say.
 */
import type { MethodField, ShippingMethod } from "../schemas.ts";

/** A row: of a market, of the shop (no market), or what a market has of its own (with a parent). */
export interface StoredMethod extends Omit<ShippingMethod, "inherited"> {
  readonly parentId: string | null;
  readonly own: readonly MethodField[];
}

type Values = Partial<ShippingMethod>;
const valuesOf: Readonly<Record<MethodField, (method: StoredMethod) => Values>> = {
  names: ({ names }) => ({ names }),
  price: ({ price, rates, freeAbove }) => ({ price, rates, freeAbove }),
  maxWeight: ({ maxWeight }) => ({ maxWeight }),
  countries: ({ countries }) => ({ countries }),
  regions: ({ regions }) => ({ regions }),
  postalCodes: ({ postalCodes }) => ({ postalCodes }),
  exceptPostalCodes: ({ exceptPostalCodes }) => ({ exceptPostalCodes }),
  days: ({ minDays, maxDays }) => ({ minDays, maxDays }),
  active: ({ active }) => ({ active }),
};

/** The methods of a market, or the shop's where there is none, in the order in which the merchant put them. */
export function methodsOf(rows: readonly StoredMethod[], marketId: string | null): ShippingMethod[] {
  const shops = rows.filter((row) => row.marketId === null);
  if (marketId === null) return shops.map((row) => ({ ...row, inherited: null }));
  const here = rows.filter((row) => row.marketId === marketId);
  const own = here.filter(({ parentId }) => parentId === null).map((row) => ({ ...row, inherited: null }));
  const taken = shops.map((shop) =>
    inherit(
      shop,
      marketId as NonNullable<ShippingMethod["marketId"]>,
      here.find(({ parentId }) => parentId === shop.id),
    ),
  );
  return [...own, ...taken].toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/** The shop's method as a market has it. It is the same method: a cart that has chosen it keeps it. */
function inherit(
  shop: StoredMethod,
  marketId: NonNullable<ShippingMethod["marketId"]>,
  override: StoredMethod | undefined,
): ShippingMethod {
  const own = override?.own ?? [];
  const values = override === undefined ? [] : own.map((field) => valuesOf[field](override));
  const inherited = { own: [...own], version: override?.version ?? null };
  return { ...shop, ...Object.assign({}, ...values), marketId, inherited };
}
