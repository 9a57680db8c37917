import {
  addLine,
  chooseShipping,
  createCart,
  explainCart,
  getCart,
  listShippingOptions,
  removeLine,
  setAddress,
  setQuantity,
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
  shippingOptions: query(listShippingOptions, {
    method: "GET",
    path: "/v1/carts/{cartId}/shipping-options",
    summary: "How it can be sent to the cart's address",
  }),
  chooseShipping: mutation(chooseShipping, {
    method: "PUT",
    path: "/v1/carts/{cartId}/shipping",
    summary: "Choose a way of sending",
  }),
});
