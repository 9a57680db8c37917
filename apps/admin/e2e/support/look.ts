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
  const folder = join(test.info().project.outputDir, "looked-at");
  for (const size of [widths.phone, widths.desktop]) {
    await page.setViewportSize(size);
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true, animations: "disabled" });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${name} at ${size.width} pixels is scrolled sideways`).toBeLessThanOrEqual(0);
  }
  await accessible(page, name);
  if (dark) {
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-dark.png`), fullPage: true, animations: "disabled" });
    await accessible(page, `${name}, dark`, ["color-contrast"]);
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.setViewportSize(before);
}

/** All the rules, or these alone: what does not hang on colours was found in the light. */
async function accessible(page: Page, name: string, rules?: string[]): Promise<void> {
  // Without the word "legacy" axe opens a second page for each look, to put the frames' findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
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
