import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

/** The page is there, with all that it asked for. */
export async function arrived(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
}

/**
 * Goes to another page of the console as its own links do: nothing is loaded that is there already. The router leaves
 * itself on every page, for tools.
 */
export async function walk(page: Page, address: string): Promise<void> {
  const { pathname, search } = new URL(address, page.url());
  await page.evaluate(async (href) => {
    if (window.__TSR_ROUTER__ === undefined) throw new Error("This page is not one of the console's.");
    await window.__TSR_ROUTER__.navigate({ href });
  }, pathname + search);
  await page.waitForFunction((path) => window.__TSR_ROUTER__?.state.resolvedLocation?.pathname === path, pathname);
  await arrived(page);
}
