import {
  addLine,
  chooseShipping,
  createCart,
  enterCode,
  enterGiftCard,
  explainCart,
  getCart,
  listShippingOptions,
  removeCode,
  removeGiftCard,
  removeLine,
  setAddress,
  setQuantity,
  setTaxId,
  useStoreCredit,
} from "@meridian/core/carts";
import { mutation, query, router } from "./surface.ts";

export const cartsRouter = router({
  create: mutation(createCart, { method: "POST", path: "/v1/carts", summary: "Open a cart in a market" }),
  get: query(getCart, { method: "GET", path: "/v1/carts/{cartId}", summary: "The cart with its totals as of now" }),
  explain: query(explainCart, {
    method: "GET",
    path: "/v1/carts/{cartId}/explanation",
    summary: "How the cart's figures came about",
  }),
  addLine: mutation(addLine, {
    method: "POST",
    path: "/v1/carts/{cartId}/lines",
    summary: "Add a variant, or more of it",
  }),
  setQuantity: mutation(setQuantity, {
    method: "PATCH",
    path: "/v1/carts/{cartId}/lines/{lineId}",
    summary: "Set a line's quantity",
  }),
  removeLine: mutation(removeLine, {
    method: "DELETE",
    path: "/v1/carts/{cartId}/lines/{lineId}",
    summary: "Take a line out",
  }),
  setAddress: mutation(setAddress, {
    method: "PUT",
    path: "/v1/carts/{cartId}/address",
    summary: "Say where it goes and to whom to write",
  }),
  setTaxId: mutation(setTaxId, {
    method: "PUT",
    path: "/v1/carts/{cartId}/tax-id",
    summary: "Give the buyer's tax id, or take it away",
  }),
  shippingOptions: query(listShippingOptions, {
    method: "GET",
    path: "/v1/carts/{cartId}/shipping-options",
    summary: "How it can be sent to the cart's address",
  }),
  enterCode: mutation(enterCode, {
    method: "POST",
    path: "/v1/carts/{cartId}/codes",
    summary: "Enter a promotion's code",
  }),
  removeCode: mutation(removeCode, {
    method: "DELETE",
    path: "/v1/carts/{cartId}/codes/{code}",
    summary: "Take a promotion's code out",
  }),
  enterGiftCard: mutation(enterGiftCard, {
    method: "POST",
    path: "/v1/carts/{cartId}/gift-cards",
    summary: "Let a gift card pay",
  }),
  removeGiftCard: mutation(removeGiftCard, {
    method: "DELETE",
    path: "/v1/carts/{cartId}/gift-cards/{last4}",
    summary: "Take a gift card out",
  }),
  useStoreCredit: mutation(useStoreCredit, {
    method: "PUT",
    path: "/v1/carts/{cartId}/store-credit",
    summary: "Say whether the customer's store credit pays",
  }),
  chooseShipping: mutation(chooseShipping, {
    method: "PUT",
    path: "/v1/carts/{cartId}/shipping",
    summary: "Choose a way of sending",
  }),
});
