import { getCheckout } from "@meridian/core/checkout";
import { isId } from "@meridian/core/kernel/ids";
import { getOrderStatus } from "@meridian/core/orders";
import { DomainError } from "@meridian/core/kernel/errors";
import { shopSettings, tenantById } from "@meridian/core/tenants";
import { type Request, type Response, Router } from "express";
import { visited } from "../platform/awake.ts";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { checkoutPageHtml } from "./checkout-page-html.ts";
import { hostedPagePolicy } from "./hosted-page.ts";
import { orderNotFoundHtml, orderPageHtml } from "./order-page-html.ts";
import { factsOf } from "./request.ts";

/**
 * The page on which a buyer sees an order, or how to pay for one, for shops without one of their own. Whoever has the secret link may see
 * it, and no search engine may keep it. A link that opens nothing tells no more than that.
 */
export function orderPage(runtime: RegionRuntime): Router {
  const router = Router();
  router.get("/orders/:tenantId/:token", (request: Request<{ tenantId: string; token: string }>, response: Response) =>
    sendOrderPage(runtime, request.params, response),
  );
  return router;
}

/** Answers with the order's page, or with the page for a link that opens nothing. */
export async function sendOrderPage(
  runtime: RegionRuntime,
  asked: { readonly tenantId: string; readonly token: string },
  response: Response,
): Promise<void> {
  const page = await pageOf(runtime, asked);
  if (page === null) sendNotFound(response);
  else sendPage(response, 200, page);
}

export function sendNotFound(response: Response): void {
  sendPage(response, 404, orderNotFoundHtml(factsOf(response).language));
}

function sendPage(response: Response, status: number, html: string): void {
  response.set({
    "content-security-policy": hostedPagePolicy,
    "content-type": "text/html; charset=utf-8",
    "x-robots-tag": "noindex, nofollow",
  });
  response.status(status).send(html);
}

async function pageOf(
  runtime: RegionRuntime,
  { tenantId, token }: { readonly tenantId: string; readonly token: string },
): Promise<string | null> {
  if (!isId("ten", tenantId) || !(isId("ost", token) || isId("chk", token))) return null;
  const tenant = await tenantById(runtime.regionDb, tenantId);
  if (tenant === undefined) return null;
  try {
    const ctx = serviceContext(runtime, await visited(runtime, tenant), "order-page");
    const { timeZone } = await shopSettings(ctx.db);
    const shop = { name: tenant.name, timeZone };
    if (isId("ost", token)) return orderPageHtml(await getOrderStatus(ctx, { token }), shop);
    const checkout = await getCheckout(ctx, { checkoutId: token });
    return checkout.order === null ? checkoutPageHtml(checkout, shop) : orderPageHtml(checkout.order, shop);
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return null;
    throw error;
  }
}
