export { StorefrontProvider } from "./context.ts";
export {
  useAccount,
  type UseAccount,
  useCart,
  type UseCart,
  useCheckout,
  type UseCheckout,
  useClient,
  useConsent,
  type UseConsent,
  useMoney,
  useProduct,
  useProducts,
  useShop,
} from "./hooks.ts";
export type { Answer } from "./use-asked.ts";
