import { expect } from "@playwright/test";
import { openOwner, test } from "./support/demo.ts";
import { look } from "./support/look.ts";

const nameServer = process.env["E2E_DNS_URL"] ?? "";
const regionPort = new URL(process.env["E2E_EU_URL"] ?? "http://localhost:1").port;

test("a merchant's own domain: two records, a look, and customers come under it", async ({ browser }) => {
  test.slow();
  const { page, context, troubles, home } = await openOwner(browser, "eu", { language: "en" });
  await page.goto(`${home}/settings/domains`);
  const host = `orders-${Date.now().toString(36)}.nordlicht.localhost`;

  await page.getByRole("button", { name: "Add domain" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Domain").fill("localhost");
  await dialog.getByRole("button", { name: "Add domain" }).click();
  await expect(dialog.getByText("This name belongs to the platform.")).toBeVisible();
  await dialog.getByLabel("Domain").fill(host.toUpperCase());
  await dialog.getByRole("button", { name: "Add domain" }).click();
  const domain = page.getByRole("region", { name: host });
  await expect(domain.getByText("Waiting for proof")).toBeVisible();

  // What the merchant carries over to where the domain is managed.
  const records = await Promise.all(
    (["TXT", "CNAME"] as const).map(async (type) => ({
      type,
      name: await domain.getByLabel(`${type} name`).inputValue(),
      value: await domain.getByLabel(`${type} value`).inputValue(),
    })),
  );
  const provider = await context.newPage();
  const visitor = await context.newPage();
  const visit = async (): Promise<number> =>
    (await visitor.goto(`http://${host}:${regionPort}/orders/ost_none`))?.status() ?? 0;
  expect(await visit()).toBe(421);
  await provider.goto(nameServer);
  for (const { type, name, value } of records) {
    await provider.getByLabel("Name", { exact: true }).fill(name);
    await provider.getByLabel("Type").selectOption(type);
    await provider.getByLabel("Value").fill(value);
    await provider.getByRole("button", { name: "Set record" }).click();
    await expect(provider.getByRole("cell", { name: value, exact: true }).first()).toBeVisible();
  }
  await domain.getByRole("button", { name: `Check now: ${host}` }).click();
  await expect(domain.getByText("Active", { exact: true })).toBeVisible();
  await look(page, "domains", { dark: true });
  await page.evaluate(() => localStorage.setItem("meridian.language", "ar"));
  await page.reload();
  await expect(domain.getByText("نشط", { exact: true })).toBeVisible();
  await look(page, "domains-ar");
  await page.evaluate(() => localStorage.setItem("meridian.language", "en"));
  await page.reload();

  // The page for a link that opens nothing, under the shop's own name; the API is not there.
  await expect.poll(visit).toBe(404);
  await expect(visitor.getByRole("heading", { level: 1 })).toBeVisible();
  expect((await visitor.goto(`http://${host}:${regionPort}/openapi.json`))?.status()).toBe(404);

  await domain.getByRole("button", { name: `Remove ${host}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(domain).toHaveCount(0);
  await expect.poll(visit).toBe(421);
  // The browser itself reports the refused name and answers of 404 and 421; nothing else went wrong.
  expect(troubles.filter((line) => !/status of 4(?:0[04]|21)/.test(line))).toEqual([]);
  await context.close();
});
