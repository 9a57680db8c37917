import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "@meridian/core/platform/log";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { consoleFiles } from "./console.ts";
import { answerError, begin } from "./request.ts";

const folder = mkdtempSync(join(tmpdir(), "console-"));
const failures: unknown[] = [];
const quiet = { info: () => undefined, warn: () => undefined, error: (...told: unknown[]) => void failures.push(told) };
const log: Log = { ...quiet, child: () => log };
const settings = { regionUrls: { eu: "https://eu.example", us: "https://us.example" }, mailboxUrl: null };
const config = { environment: "test", regions: {}, mailboxUrl: null, demoUrl: null };

const app = express().use(begin(log), consoleFiles(folder, settings, config), answerError);
const server = app.listen(0);
const get = (path: string) => fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`);

beforeAll(async () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<title>Console</title>");
  writeFileSync(join(folder, "assets/app-1.js"), "1");
  writeFileSync(join(folder, "service-worker.js"), "2");
  if (!server.listening) await once(server, "listening");
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it("keeps what is named by its content for a year, and asks anew for the page itself", async () => {
  expect((await get("/assets/app-1.js")).headers.get("cache-control")).toContain("immutable");
  const page = await get("/shops/lamps/orders");
  expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-cache"]);
});

it("answers a file of the version before with 404, and counts it as no failure", async () => {
  const gone = await get("/assets/app-0.js");
  expect([gone.status, (await gone.json()) as unknown]).toMatchObject([404, { error: { code: "not_found" } }]);
  expect(failures).toEqual([]);
});

it("gives the service worker as a script that is never taken from a cache unasked, and lets no other page's work", async () => {
  const worker = await get("/service-worker.js");
  expect([worker.status, worker.headers.get("cache-control"), await worker.text()]).toEqual([200, "no-cache", "2"]);
  expect(worker.headers.get("content-type")).toContain("javascript");
  const page = await get("/");
  for (const { headers } of [page, worker])
    expect(headers.get("content-security-policy")?.split("; ")).toContain("worker-src 'self'");
});

it("answers 404 for a service worker that the build has not", async () => {
  rmSync(join(folder, "service-worker.js"));
  expect((await get("/service-worker.js")).status).toBe(404);
});
