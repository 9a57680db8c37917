import { expect } from "@playwright/test";
import type { APIResponse, Page } from "@playwright/test";
import type { AdminOutputs } from "../../src/lib/api.ts";

export type OrderFigures = AdminOutputs["orders"]["get"];

const regionUrl = (region: "eu" | "us"): string => process.env[`E2E_${region.toUpperCase()}_URL`] ?? "";

/** Asks a region as the console does, in the name of whoever is logged in on the page, about the shop of that slug. */
export async function regionApi(page: Page, slug: string) {
  const me = await dataOf(
    await page.request.get("/trpc/staff.me?input=%7B%7D", { headers: { "x-meridian-csrf": "1" } }),
  );
  const { memberships } = me as { memberships: { slug: string; tenantId: string }[] };
  const tenantId = memberships.find((one) => one.slug === slug)?.tenantId;
  const issued = await page.request.post("/trpc/staff.issueRegionToken", {
    headers: { "x-meridian-csrf": "1" },
    data: { tenantId },
  });
  const { token } = (await dataOf(issued)) as { token: string };
  return {
    ask: (region: "eu" | "us", path: string, input: object): Promise<APIResponse> =>
      page.request.get(`${regionUrl(region)}/admin/trpc/${path}`, {
        params: { input: JSON.stringify(input) },
        headers: { authorization: `Bearer ${token}` },
      }),
    tell: (region: "eu" | "us", path: string, input: object): Promise<APIResponse> =>
      page.request.post(`${regionUrl(region)}/admin/trpc/${path}`, {
        data: input,
        headers: { authorization: `Bearer ${token}`, "idempotency-key": crypto.randomUUID() },
      }),
  };
}

export async function dataOf(answer: APIResponse): Promise<unknown> {
  expect(answer.status(), answer.url()).toBe(200);
  const { result } = (await answer.json()) as { result: { data: unknown } };
  return result.data;
}

/** A market in dollars with tax added, and a way to ship there. */
export async function openAmerica(
  { tell }: Pick<Awaited<ReturnType<typeof regionApi>>, "tell">,
  shipping: number,
): Promise<void> {
  await dataOf(await tell("eu", "tax.addCountryPreset", { country: "US" }));
  const market = { handle: "us", name: "America", countries: ["US"], currency: "USD", locales: ["en"] };
  const rules = { defaultLocale: "en", taxDisplay: "exclusive", status: "active" };
  const made = await dataOf(await tell("eu", "markets.create", { ...market, ...rules }));
  const { id: marketId } = made as { id: string };
  await dataOf(
    await tell("eu", "fulfilment.setShippingMethod", { marketId, names: { en: "Parcel" }, price: shipping }),
  );
}
