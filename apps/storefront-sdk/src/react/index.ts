export { StorefrontProvider } from "./context.ts";
export {
  useAccount,
  type UseAccount,
  useCart,
  type UseCart,
  useCategories,
  useCheckout,
  type UseCheckout,
  useClient,
  useConsent,
  type UseConsent,
  useMoney,
  useOrder,
  useOrders,
  useProduct,
  useProducts,
  useShop,
} from "./hooks.ts";
export type { Answer } from "./use-asked.ts";
