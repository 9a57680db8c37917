import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { appCode } from "./support/app-code.ts";
import { type Away, between } from "./support/between.ts";
import { look } from "./support/look.ts";
import { ownControl } from "./support/own-control.ts";
import { openPerson, test } from "./support/person.ts";

interface Operator {
  readonly email: string;
  readonly password: string;
  readonly secret: string;
}

/** The demo operator of the installation under test: its data folder is named after its port. */
function demoOperator(): Operator {
  const { port } = new URL(process.env["E2E_CONSOLE_URL"] ?? "http://localhost:4500");
  const file = join(resolve(import.meta.dirname, "../../.."), `.cache/e2e-${port}`, "operator.json");
  return JSON.parse(readFileSync(file, "utf8")) as Operator;
}

async function logIn(page: Page, { email, password, secret }: Operator): Promise<void> {
  const alert = page.getByRole("alert");
  // A code is good once: the second try of this test takes the next one.
  for (const ahead of [0, 1]) {
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByLabel("Code of the app").fill(appCode(secret, ahead));
    await page.getByRole("button", { name: "Log in" }).click();
    const inside = page.getByRole("heading", { level: 1, name: "Tenants" });
    await expect(inside.or(alert)).toBeVisible();
    if (await inside.isVisible()) return;
  }
  throw new Error(`The operator cannot log in: ${await alert.innerText()}`);
}

/** A code is good once: who is logged in stays so for the tests that follow. */
let session: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;

test("an operator looks after shops and regions, and sees nothing of what is in a shop", async ({ browser }) => {
  test.setTimeout(240_000);
  const { page, context, troubles } = await openPerson(browser, { colorScheme: "light" });
  const main = page.getByRole("main");

  await test.step("nobody gets in without password and code", async () => {
    await page.goto("/operator/regions");
    await expect(page).toHaveURL(/\/operator\/log-in\?to=/);
    await look(page, "operator-log-in", { dark: true });
    await page.goto("/operator/log-in");
    await logIn(page, demoOperator());
    session = await context.storageState();
  });

  await test.step("finds a shop by its name, and says so in the address", async () => {
    await page.getByRole("searchbox").fill("Harbor");
    await expect(page).toHaveURL(/q=Harbor/);
    await expect(main.getByRole("row")).toHaveCount(2);
    await page.getByRole("combobox", { name: "Any version" }).click();
    await page.getByRole("option", { name: "Behind (0)" }).click();
    await expect(page).toHaveURL(/step=behind/);
    await expect(main.getByText("No tenant fits")).toBeVisible();
    await page.goBack();
    await expect(main.getByRole("row")).toHaveCount(2);
    await look(page, "operator-tenants", { dark: true });
    await main.getByRole("link", { name: /Harbor/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Harbor/ })).toBeVisible();
    await expect(main.getByText("Requests per minute")).toBeVisible();
    await expect(main.getByText("United States")).toBeVisible();
    await look(page, "operator-tenant", { dark: true });
  });

  await test.step("agrees on a limit with it, and lets the plan's hold again", async () => {
    const row = main.getByRole("row", { name: /Products/ });
    const dialog = page.getByRole("dialog");
    await main.getByRole("button", { name: "Edit: Products" }).click();
    await dialog.getByLabel("An amount of its own").check();
    await dialog.getByLabel("At most").fill("40");
    await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
    await dialog.getByLabel("Reason").selectOption("Goodwill");
    await look(page, "operator-limit");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(row).toContainText("Agreed");
    await expect(row).toContainText("Goodwill, since");
    await look(page, "operator-agreed");
    await expect(row.getByRole("cell", { name: "40", exact: true })).toBeVisible();
    await main.getByRole("button", { name: "Edit: Products" }).click();
    await dialog.getByLabel("As in the plan: No limit").check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(row).not.toContainText("Agreed");
  });

  await test.step("suspends it for a reason and opens it again", async () => {
    await main.getByRole("button", { name: "Suspend" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").selectOption("Security");
    await dialog.getByRole("button", { name: "Suspend" }).click();
    await expect(main.getByText("Security")).toBeVisible();
    await main.getByRole("button", { name: "Resume" }).click();
    await expect(main.getByRole("button", { name: "Suspend" })).toBeVisible();
  });

  const menu = page.getByRole("navigation", { name: "Main navigation" });
  const pages = [
    ["Regions", "operator-regions"],
    ["Migrations", "operator-migrations"],
    ["Cells and spares", "operator-cells"],
    ["Audit log", "operator-audit"],
  ] as const;
  for (const [name, picture] of pages) {
    await test.step(`looks at ${name}`, async () => {
      await menu.getByRole("link", { name, exact: true }).press("Enter");
      await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
      await expect(main.locator("[aria-busy=true]:visible")).toHaveCount(0);
      if (name === "Regions") await expect(main.getByRole("region")).toHaveCount(2);
      if (name === "Audit log") {
        await expect(main.getByText("tenants.suspend_tenant").first()).toBeVisible();
        await main.getByRole("button", { name: "Verify" }).click();
        await expect(main.getByText("The log is whole")).toBeVisible();
      }
      await look(page, picture, { dark: true });
    });
  }

  await test.step("reads it from right to left", async () => {
    await page.getByLabel("Language").selectOption("ar");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.goto("/operator/regions");
    await expect(main.getByRole("region")).toHaveCount(2);
    await look(page, "operator-regions-ar");
  });
  expect(troubles).toEqual([]);
  await context.close();
});

test("with a region away each page of the operators shows the other at once, and says what waits", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const base = Number(new URL(process.env["E2E_CONSOLE_URL"] ?? "http://localhost:4500").port);
  const way = await between(process.env["E2E_US_URL"] ?? "");
  const control = ownControl({ control: base + 61, region: { eu: base + 1, us: way.port } });
  await control.start();
  const { page, context } = await openPerson(browser, {
    baseURL: control.url,
    colorScheme: "light",
    ...(session === undefined ? {} : { storageState: session }),
  });
  const main = page.getByRole("main");
  const region = (name: string) => main.getByRole("region", { name });
  const away = main.getByText("The region did not answer within");
  const waited = main.locator("[aria-busy=true]:visible");
  await page.goto("/operator/tenants");
  if (session === undefined) await logIn(page, demoOperator());
  await main.getByRole("link", { name: /Harbor/ }).click();
  await expect(main.getByRole("button", { name: "Put to sleep" })).toBeVisible();
  const american = new URL(page.url()).pathname;

  const slow: string[] = [];
  /** Opens a page; what it shows of the healthy region has to be there while the other is still waited for. */
  const opens = async (path: string, there: () => Promise<void>, then: () => Promise<void>): Promise<void> => {
    await page.goto(path);
    const begun = Date.now();
    await there();
    const first = Date.now() - begun;
    await then();
    await expect(waited).toHaveCount(0);
    slow.push(`${path.split("/").slice(0, 3).join("/")} ${first} ms, all of it ${Date.now() - begun} ms`);
    expect(first).toBeLessThan(2_000);
    expect(Date.now() - begun).toBeLessThan(4_500);
  };
  for (const how of ["refuses", "hangs", "database"] satisfies Away[]) {
    await test.step(`it ${how}`, async () => {
      await way.cut(how);
      slow.push(how);
      await opens(
        "/operator/regions",
        () => expect(region("European Union").getByText("Spare schemas ready")).toBeVisible(),
        async () => {
          await expect(region("United States").getByRole("alert")).toContainText("Last heard of");
          const problem = how === "database" ? "Database does not answer" : "Does not answer";
          await expect(region("United States").getByText(problem, { exact: true })).toBeVisible();
        },
      );
      if (how === "hangs") await look(page, "operator-away-regions", { dark: true });
      await opens(
        "/operator/migrations",
        () => expect(region("European Union").getByRole("row").first()).toBeVisible(),
        () => expect(region("United States").getByRole("alert")).toContainText("Last heard of"),
      );
      await opens(
        "/operator/cells",
        () => expect(main.getByRole("row", { name: /European Union/ })).toBeVisible(),
        async () => {
          await expect(away).toBeVisible();
          await expect(main.getByRole("row", { name: /United States/ })).toHaveCount(0);
        },
      );
      await opens(
        "/operator/tenants",
        () => expect(main.getByRole("link", { name: /Harbor/ })).toBeVisible(),
        () => expect(main.getByRole("link", { name: /Nordlicht/ }).first()).toBeVisible(),
      );
      await page.goto(american);
      await expect(main.getByText("The region does not answer.")).toBeVisible();
      await expect(main.getByRole("status").filter({ hasText: "Last heard of" })).toContainText(
        "Putting it to sleep and waking it is not possible until then",
      );
      await expect(main.getByRole("button", { name: "Put to sleep" })).toBeHidden();
      await expect(main.getByRole("row", { name: /Markets/ })).toBeVisible();
      await expect(waited).toHaveCount(0);
    });
  }

  await test.step("what is decided meanwhile is written down, and told when the region is back", async () => {
    await look(page, "operator-away-tenant", { dark: true });
    const dialog = page.getByRole("dialog");
    const row = main.getByRole("row", { name: /Jobs at a time/ });
    await main.getByRole("button", { name: "Edit: Jobs at a time" }).click();
    await dialog.getByLabel("An amount of its own").check();
    await dialog.getByLabel("At most").fill("7");
    await dialog.getByLabel("Reason").selectOption("Contract");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Written down. The region is told as soon as it answers.")).toBeVisible();
    await expect(row).toContainText("Agreed");
    await way.mend();
    await page.reload();
    await expect(main.getByRole("button", { name: "Put to sleep" })).toBeVisible();
    await main.getByRole("button", { name: "Edit: Jobs at a time" }).click();
    await dialog.getByLabel(/As in the plan/).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(row).not.toContainText("Agreed");
  });

  await test.step("an action that cannot wait says so, and nothing is left over", async () => {
    await way.cut("hangs");
    await main.getByRole("button", { name: "Put to sleep" }).click();
    await expect(page.getByText(/not put to sleep: it is on a paid plan|Nothing was changed there/)).toBeVisible();
    await page.getByLabel("Language").selectOption("ar");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.goto("/operator/regions");
    await expect(main.getByRole("alert")).toBeVisible();
    await look(page, "operator-away-regions-ar");
  });
  process.stdout.write(`pages with a region away: ${slow.join("; ")}\n`);
  await context.close();
  await control.kill();
  await way.close();
});
