import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "@playwright/test";
import { chromiumPath } from "./chromium.ts";
import { portsFrom } from "../supervisor/ports.ts";
import { atMost, type Part, type Row } from "./row.ts";

interface Vitals {
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly shift: number;
}

/** Runs in the page: what the browser itself has measured since it began to load. Text, for it is no code of Node's. */
const readVitals = `(async () => {
  const read = (type) => new Promise((resolve) => {
    const found = [];
    const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
    observer.observe({ type, buffered: true });
    // Buffered entries are given in a task of their own.
    setTimeout(() => { observer.disconnect(); resolve(found); }, 300);
  });
  const [paints, largest, shifts] = await Promise.all(["paint", "largest-contentful-paint", "layout-shift"].map(read));
  return {
    firstPaint: paints.find((paint) => paint.name === "first-contentful-paint")?.startTime ?? -1,
    largestPaint: largest.at(-1)?.startTime ?? -1,
    shift: shifts.reduce((all, entry) => all + entry.value, 0),
  };
})()`;

/** A page in a fresh browser context, at the width of a phone. */
async function measure(browser: Browser, name: string, url: string, scriptLimit: number): Promise<Row[]> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    let scripts = 0;
    const reading: Promise<void>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      reading.push(response.body().then((body) => void (scripts += gzipSync(body).length)));
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const { firstPaint, largestPaint, shift } = await page.evaluate<Vitals>(readVitals);
    await Promise.all(reading);
    return [
      atMost(`${name}: first contentful paint`, Math.round(firstPaint), "ms", 1800),
      atMost(`${name}: largest contentful paint`, Math.round(largestPaint), "ms", 2500),
      atMost(`${name}: layout shift`, shift, "CLS", 0.05),
      atMost(`${name}: scripts, gzipped`, Math.round(scripts / 1024), "KiB", scriptLimit),
    ];
  } finally {
    await context.close();
  }
}

/** What the browser measures on a house that stands: BENCH_PORT names its base port, else that of `pnpm start`. */
export const pages: Part = async () => {
  const ports = portsFrom(Number(process.env["BENCH_PORT"] ?? "4000"));
  const [console, demo] = [ports.control, ports.demo].map((port) => `http://localhost:${port}/`);
  const path = chromiumPath();
  if (path === undefined) return { notRun: "there is no Chromium yet: pnpm test --only browser unpacks it" };
  if (console === undefined || demo === undefined || !(await answers(console)) || !(await answers(demo))) {
    return { notRun: `nothing answers at ${console} and ${demo}: pnpm start, or BENCH_PORT=<base port>` };
  }
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  try {
    return [
      ...(await measure(browser, "console, log-in", `${console}log-in`, 120)),
      ...(await measure(browser, "demo shop, home", demo, 15)),
    ];
  } finally {
    await browser.close();
  }
};

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
