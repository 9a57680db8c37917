import {
  addAddress,
  changeAddress,
  getAccount,
  listAddresses,
  logIn,
  logOut,
  register,
  removeAddress,
  requestReset,
  resetPassword,
  updateAccount,
  verifyAccount,
} from "@meridian/core/customers";
import { DomainError } from "@meridian/core/kernel/errors";
import { getOwnOrder, listOwnOrders } from "@meridian/core/orders";
import { named, type Verb } from "@meridian/core/platform/verb";
import { exportMe, forgetMe } from "@meridian/core/privacy";
import { originAllowed } from "@meridian/core/tenants";
import { z } from "zod";
import type { StorefrontCtx } from "../trpc/contexts.ts";
import { mutation, query, router } from "./surface.ts";

const page = z.object({ returnUrl: z.string().nullable() });

/** Mailed links open only pages that the key serves: nobody else's site gets a token. */
function toAllowedPage<I extends z.ZodType, O extends z.ZodType>(verb: Verb<StorefrontCtx, I, O>) {
  return named(verb.verb, verb.kind, verb.def, (ctx: StorefrontCtx, input: z.output<I>) => {
    const { returnUrl } = page.parse(input);
    const origin = returnUrl === null ? null : new URL(returnUrl).origin;
    if (origin !== null && ctx.allowedOrigins !== null && !originAllowed(ctx.allowedOrigins, origin))
      throw new DomainError("forbidden", "auth.origin_not_allowed", { origin });
    return verb(ctx, input);
  });
}

export const accountRouter = router({
  register: mutation(toAllowedPage(register), {
    method: "POST",
    path: "/v1/account/register",
    summary: "Ask for an account; a mail with a link opens it",
  }),
  verify: mutation(verifyAccount, {
    method: "POST",
    path: "/v1/account/verify",
    summary: "Open the account by the link that was mailed",
  }),
  logIn: mutation(logIn, { method: "POST", path: "/v1/account/log-in", summary: "Get a token for the account" }),
  logOut: mutation(logOut, { method: "POST", path: "/v1/account/log-out", summary: "End this session, or all" }),
  requestPasswordReset: mutation(toAllowedPage(requestReset), {
    method: "POST",
    path: "/v1/account/password-reset/request",
    summary: "Have a link for a new password mailed",
  }),
  resetPassword: mutation(resetPassword, {
    method: "POST",
    path: "/v1/account/password-reset",
    summary: "Choose a new password by the link that was mailed",
  }),
  get: query(getAccount, { method: "GET", path: "/v1/account", summary: "The own account" }),
  update: mutation(updateAccount, { method: "PATCH", path: "/v1/account", summary: "Change the own account" }),
  addresses: query(listAddresses, {
    method: "GET",
    path: "/v1/account/addresses",
    summary: "The own address book",
  }),
  addAddress: mutation(addAddress, {
    method: "POST",
    path: "/v1/account/addresses",
    summary: "Add an address to the own book",
  }),
  changeAddress: mutation(changeAddress, {
    method: "PATCH",
    path: "/v1/account/addresses/{id}",
    summary: "Change an address of the own book",
  }),
  removeAddress: mutation(removeAddress, {
    method: "DELETE",
    path: "/v1/account/addresses/{id}",
    summary: "Take an address out of the own book",
  }),
  orders: query(listOwnOrders, { method: "GET", path: "/v1/account/orders", summary: "The own orders, newest first" }),
  order: query(getOwnOrder, {
    method: "GET",
    path: "/v1/account/orders/{number}",
    summary: "An own order by its number",
  }),
  export: query(exportMe, {
    method: "GET",
    path: "/v1/account/export",
    summary: "Everything that the shop keeps of the person, as JSON",
  }),
  forget: mutation(forgetMe, {
    method: "POST",
    path: "/v1/account/forget",
    summary: "Close the account and erase what the law does not want kept",
  }),
});
