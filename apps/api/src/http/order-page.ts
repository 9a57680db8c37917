import { getCheckout, payOtherwise } from "@meridian/core/checkout";
import { isId } from "@meridian/core/kernel/ids";
import { getOrderStatus } from "@meridian/core/orders";
import { DomainError } from "@meridian/core/kernel/errors";
import type { Tenant, TenantCtx } from "@meridian/core/platform/context";
import { shopSettings, tenantById } from "@meridian/core/tenants";
import { type Request, type Response, Router } from "express";
import { noteVisit, visitedByStranger } from "../platform/awake.ts";
import { type RegionRuntime, serviceContext } from "../platform/region.ts";
import { checkoutPageHtml, payOtherwisePath } from "./checkout-page-html.ts";
import { noteLocale, sendNotFound } from "./hosted-failure.ts";
import { type HostedPage, sendPage } from "./hosted-page.ts";
import { orderPageHtml } from "./order-page-html.ts";

/**
 * The page on which a buyer sees an order, or how to pay for one, for shops without one of their own. Whoever has the secret link may see
 * it, and no search engine may keep it. A link that opens nothing tells no more than that.
 */
export function orderPage(runtime: RegionRuntime): Router {
  const router = Router();
  router.get("/orders/:tenantId/:token", (request: Request<{ tenantId: string; token: string }>, response: Response) =>
    sendOrderPage(runtime, request.params, response),
  );
  router.post(
    `/orders/:tenantId/:token/${payOtherwisePath}`,
    (request: Request<{ tenantId: string; token: string }>, response: Response) =>
      endWait(runtime, request.params, response),
  );
  return router;
}

/** Answers with the order's page, or with the page for a link that opens nothing. */
export async function sendOrderPage(
  runtime: RegionRuntime,
  asked: { readonly tenantId: string; readonly token: string },
  response: Response,
): Promise<void> {
  const page = await pageOf(runtime, asked, response.req.ip);
  if (page === null) sendNotFound(response);
  else sendPage(response, 200, page);
}

/** For whoever was to send the money and would rather pay another way: the page then says how it stands. */
export async function endWait(
  runtime: RegionRuntime,
  asked: { readonly tenantId: string; readonly token: string },
  response: Response,
): Promise<void> {
  const { token: checkoutId } = asked;
  const ended = await inShop(runtime, asked, response.req.ip, async (ctx) => {
    if (!isId("chk", checkoutId)) return null;
    // Should it fail, the buyer is told in the language of the page that the form was on.
    noteLocale(response, (await getCheckout(ctx, { checkoutId })).locale);
    return payOtherwise(ctx, { checkoutId });
  });
  // Seen from the form's own address, on whichever host: the shop's cart is elsewhere, and a form leads nowhere else.
  if (ended === null) sendNotFound(response);
  else response.redirect(303, `../${checkoutId}`);
}

/** Does it for the shop of an address; null for one that opens nothing. */
async function inShop<Done>(
  runtime: RegionRuntime,
  { tenantId, token }: { readonly tenantId: string; readonly token: string },
  address: string | undefined,
  act: (ctx: TenantCtx, tenant: Tenant) => Promise<Done>,
): Promise<Done | null> {
  if (!isId("ten", tenantId) || !(isId("ost", token) || isId("chk", token))) return null;
  const tenant = await tenantById(runtime.regionDb, tenantId);
  if (tenant === undefined) return null;
  try {
    const here = await visitedByStranger(runtime, tenant, address ?? "unknown");
    const done = await act(serviceContext(runtime, here, "order-page"), tenant);
    if (done !== null) await noteVisit(runtime, here);
    return done;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return null;
    throw error;
  }
}

const pageOf = (
  runtime: RegionRuntime,
  asked: { readonly tenantId: string; readonly token: string },
  address: string | undefined,
): Promise<HostedPage | null> =>
  inShop(runtime, asked, address, async (ctx, { name }) => {
    const { token } = asked;
    const { timeZone } = await shopSettings(ctx.db);
    const shop = { name, timeZone };
    if (!isId("chk", token)) return { html: orderPageHtml(await getOrderStatus(ctx, { token }), shop), form: "none" };
    const checkout = await getCheckout(ctx, { checkoutId: token });
    if (checkout.order !== null) return { html: orderPageHtml(checkout.order, shop), form: "none" };
    return { html: checkoutPageHtml(checkout, shop), form: checkout.instructions === null ? "none" : "self" };
  });
