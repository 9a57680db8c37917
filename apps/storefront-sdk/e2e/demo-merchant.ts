import { type APIRequestContext, expect } from "@playwright/test";

const consoleUrl = process.env["E2E_CONSOLE_URL"] ?? "";
const regionUrl = process.env["E2E_EU_URL"] ?? "";
const owner = { email: "demo-eu@meridian.example", password: "lantern-by-the-fjord" };

/** What the owner of the German demo shop does, through the API of the console. */
export interface Merchant {
  ask<T>(path: string, input: object): Promise<T>;
  tell<T>(path: string, input: object): Promise<T>;
}

async function dataOf<T>(answer: Awaited<ReturnType<APIRequestContext["get"]>>): Promise<T> {
  expect(answer.status(), `${answer.url()} ${await answer.text()}`).toBe(200);
  return ((await answer.json()) as { result: { data: T } }).result.data;
}

export async function demoMerchant(request: APIRequestContext): Promise<Merchant> {
  const headers = { "x-meridian-csrf": "1" };
  const key = () => ({ "idempotency-key": crypto.randomUUID() });
  const control = `${consoleUrl}/trpc`;
  await request.post(`${control}/staff.logIn`, { headers: { ...headers, ...key() }, data: { ...owner, code: null } });
  const me = await request.get(`${control}/staff.me`, { headers, params: { input: "{}" } });
  const { memberships } = await dataOf<{ memberships: { tenantId: string }[] }>(me);
  const tenantId = memberships[0]?.tenantId;
  const issued = await request.post(`${control}/staff.issueRegionToken`, { headers, data: { tenantId } });
  const { token } = await dataOf<{ token: string }>(issued);
  const authorization = `Bearer ${token}`;
  const admin = `${regionUrl}/admin/trpc`;
  return {
    ask: async (path, input) =>
      dataOf(
        await request.get(`${admin}/${path}`, { headers: { authorization }, params: { input: JSON.stringify(input) } }),
      ),
    tell: async (path, input) =>
      dataOf(await request.post(`${admin}/${path}`, { headers: { authorization, ...key() }, data: input })),
  };
}
