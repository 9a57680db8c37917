import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";

const widths = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const wcag22aa = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Looks at a page as a person would: a picture of it on a desk and on a phone into `.cache/screens`, nothing that
 * sticks out to the side, and no fault that axe can find; where asked also in dark colours.
 */
export async function look(page: Page, name: string, { dark = false } = {}): Promise<void> {
  const before = page.viewportSize() ?? widths.desktop;
  for (const size of [widths.phone, widths.desktop]) {
    await page.setViewportSize(size);
    await settled(page);
    await picture(page, `${name}-${size.width}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${name} at ${size.width} pixels is scrolled sideways`).toBeLessThanOrEqual(0);
  }
  await accessible(page, name);
  if (dark) {
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
    await settled(page);
    await picture(page, `${name}-dark`);
    await accessible(page, `${name}, dark`, ["color-contrast"]);
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.setViewportSize(before);
}

async function picture(page: Page, name: string): Promise<void> {
  const path = join(test.info().project.outputDir, "looked-at", `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

/** All the rules, or these alone: what does not hang on colours was found in the light. */
async function accessible(page: Page, name: string, rules?: string[]): Promise<void> {
  const axe = await axeOn(page);
  axe.options({
    runOnly: rules === undefined ? { type: "tag", values: wcag22aa } : { type: "rule", values: rules },
    resultTypes: ["violations"],
  });
  const { violations, passes } = await axe.analyze();
  expect(passes.length).toBeGreaterThan(0);
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join(" | ")}`,
  );
  expect(found, `axe on ${name}`).toEqual([]);
}

async function axeOn(page: Page): Promise<AxeBuilder> {
  // Without the word "legacy" axe opens a second page for each look, to put the frames' findings together.
  if (page.frames().length > 1) return new AxeBuilder({ page });
  // Half a megabyte of code, which would be read twice at each look: once a document is enough.
  const isThere = await page.evaluate(() => "axe" in window);
  return new AxeBuilder(isThere ? { page, axeSource: "0" } : { page }).setLegacyMode();
}

/** Colours of a half-run transition are nobody's. */
async function settled(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document
            .getAnimations()
            .filter(({ playState, effect }) => playState === "running" && effect?.getTiming().iterations !== Infinity)
            .length,
      ),
    )
    .toBe(0);
}
