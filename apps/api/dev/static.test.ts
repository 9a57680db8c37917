import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "./ports.ts";
import { serveStatic } from "./static.ts";

const dir = mkdtempSync(join(tmpdir(), "static-"));
let port: number;
let server: Server;

beforeAll(async () => {
  mkdirSync(join(dir, "site"));
  writeFileSync(join(dir, "site/index.html"), "<h1>home</h1>");
  writeFileSync(join(dir, "site/a.js"), "export {}");
  writeFileSync(join(dir, "secret.txt"), "secret");
  symlinkSync(join(dir, "secret.txt"), join(dir, "site/link.txt"));
  port = await freePort();
  const mounts = { "/": join(dir, "site"), "/one.json": join(dir, "secret.txt") };
  server = await serveStatic({ port, mounts, headers: { "content-security-policy": "default-src 'none'" } });
});

afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

/** Sends the path as it is: fetch would tidy up `..`. */
function get(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path }, (response) => resolve(response.resume().statusCode ?? 0))
      .on("error", reject)
      .end();
  });
}

test("serves files with their type and the policy", async () => {
  const home = await fetch(`http://127.0.0.1:${port}/`);
  expect(await home.text()).toBe("<h1>home</h1>");
  expect(home.headers.get("content-security-policy")).toBe("default-src 'none'");
  expect((await fetch(`http://127.0.0.1:${port}/a.js`)).headers.get("content-type")).toContain("text/javascript");
  expect(await get("/one.json")).toBe(200);
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/link.txt",
  "/%00",
  "/%",
  "/none",
  "/one.jsonx",
])("%s leads nowhere", async (path) => expect(await get(path)).toBe(404));
