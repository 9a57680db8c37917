import { test as base, expect } from "@playwright/test";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";

/** Somebody at a browser of their own, and everything that went wrong on the pages they saw. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly troubles: string[];
}

const desktop = { width: 1280, height: 800 };

/** Who is there, and may they come in: the browser reports the answer no, 400 to 422, by itself. */
const questions = new Set(["/trpc/staff.me", "/trpc/staff.logIn", "/trpc/operators.me", "/trpc/operators.logIn"]);
const isQuestion = (url: string): boolean => questions.has(new URL(url || "about:blank").pathname);

/** Whoever logs out is logged out everywhere: a region refuses other tests' tokens once, and they get the next. */
const isRenewal = (text: string, url: string): boolean => /\/admin\/trpc\//.test(url) && text.includes("401");

/** The frame of a mail in the mailbox lets no script in: the tests' own is refused too. */
const isSandbox = (text: string): boolean => text.startsWith("Blocked script execution in 'about:srcdoc'");

/** Listens to a page and all that it opens: errors on the console, uncaught ones, answers of 500 and above. */
function watch(context: BrowserContext): string[] {
  const troubles: string[] = [];
  context.on("console", (message) => {
    const { url } = message.location();
    if (message.type() !== "error" || isQuestion(url) || isSandbox(message.text())) return;
    if (isRenewal(message.text(), url)) return;
    troubles.push(`console of ${message.page()?.url()}: ${message.text()} (${url})`);
  });
  context.on("weberror", (error) => troubles.push(`uncaught: ${error.error().message}`));
  context.on("response", (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} from ${response.url()}`);
  });
  return troubles;
}

export async function openPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce", ...options });
  const troubles = watch(context);
  return { page: await context.newPage(), context, troubles };
}

/** A test whose page must stay free of errors. */
export const test = base.extend({
  reducedMotion: "reduce",
  page: async ({ page, context }, use) => {
    const troubles = watch(context);
    await page.setViewportSize(desktop);
    await use(page);
    expect(troubles).toEqual([]);
  },
});
