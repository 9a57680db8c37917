import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { portsFrom } from "./apps/api/dev/supervisor/ports.ts";

const basePort = Number(process.env["E2E_PORT"] ?? "4500");
const ports = portsFrom(basePort);
const address = (port: number) => `http://localhost:${port}`;

/** Where the tests find the installation that they drive. */
Object.assign(process.env, {
  E2E_CONSOLE_URL: address(ports.control),
  E2E_EU_URL: address(ports.region.eu),
  E2E_US_URL: address(ports.region.us),
  E2E_DEMO_URL: address(ports.demo),
  E2E_MAILBOX_URL: address(ports.mailbox),
  E2E_DNS_URL: address(ports.dns),
  E2E_STRIPE_EU_URL: address(ports.emulator.eu),
  E2E_STRIPE_US_URL: address(ports.emulator.us),
});

export default defineConfig({
  // Pictures: what tests take (`looked-at`, `testInfo.outputPath("name.png")`), and the last one of a failed test.
  outputDir: ".cache/screens",
  forbidOnly: true,
  workers: 2,
  // A slow machine may lose a race that no person would: tried once more, and told as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: "console", testDir: "apps/admin/e2e", testMatch: "**/*.e2e.ts" },
    { name: "storefront", testDir: "apps/storefront-sdk/e2e", testMatch: "**/*.e2e.ts" },
  ],
  use: {
    baseURL: address(ports.control),
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    actionTimeout: 15_000,
    // It would fetch all of the console's files in each of a hundred browsers; the test that is about it lets it.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    // A trace costs as much as the test itself: only the second try of one that failed has it.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: await chromiumPath(),
      // The package's own list would turn off site isolation and CORS, and break a second context.
      // A page that a test writes itself comes from no network, and may not call this machine unless told so.
      args: ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks"],
    },
  },
  webServer: {
    command: `"${process.execPath}" apps/api/dev/start.ts --fresh --port ${basePort} --data .cache/e2e-${basePort}`,
    wait: { stdout: /Meridian is ready/ },
    stdout: "pipe",
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});

/** Unpacks Chromium into a folder of its version: the package reuses whatever lies in TMPDIR, however old. */
async function chromiumPath(): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(resolve(manifest, "../../package.json"), "utf8")) as { version: string };
  const before = process.env["TMPDIR"];
  const folder = resolve(import.meta.dirname, `.cache/chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  process.env["TMPDIR"] = folder;
  const { default: chromium } = await import("@sparticuz/chromium");
  const path = await chromium.executablePath();
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  return path;
}
