import { expect, test, vi } from "vitest";
import { copyHeader as lookedFor } from "../lib/config.ts";
import { memoryCaches } from "../testing/caches.ts";
import { type Build, copyHeader, keepFiles } from "./kept-files.ts";

const origin = "https://console.example";
const build: Build = {
  name: "two",
  files: ["/assets/app-2.js", "/assets/words-1.js", "/favicon.svg", "/index.html", "/log-in.html"],
};
type Signal = AbortSignal | null | undefined;
const page = (app: string): string => `<script src="/assets/${app}.js">`;

/** A browser before a server that answers, or that is made to do otherwise. */
function browser(of: Build = build, caches = memoryCaches(origin)) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const files: Record<string, string> = {
    "/assets/app-1.js": "app 1",
    "/assets/app-2.js": "app 2",
    "/assets/words-1.js": "words",
    "/favicon.svg": "<svg>",
    "/index.html": page("app-2"),
    "/log-in.html": page("app-2"),
    "/config.json": "{}",
  };
  const answerOf = (path: string): Promise<Response> => {
    const found = files[path] ?? (path.includes(".") ? undefined : "a page of the server");
    return Promise.resolve(new Response(found ?? "none", { status: found === undefined ? 404 : 200 }));
  };
  const server = { answer: answerOf, hang: undefined as ((signal: Signal) => Promise<Response>) | undefined };
  const kept = keepFiles({
    build: of,
    origin,
    caches,
    ask: (request, init) => {
      const path = new URL(request instanceof Request ? request.url : request, origin).pathname;
      asked.push(path);
      return server.hang?.(init?.signal) ?? server.answer(path);
    },
    now: () => clock.now,
  });
  const get = (path: string, mode = "cors", method = "GET") => {
    const request = new Request(new URL(path, origin), { method });
    return kept.answer(Object.defineProperty(request, "mode", { value: mode }));
  };
  const text = async (path: string, mode?: string) => (await get(path, mode))?.text();
  return { ...kept, caches, asked, clock, files, server, answerOf, get, text };
}
const away = () => Promise.reject(new TypeError("Failed to fetch"));

test("the page and the worker mean the same mark", () => expect(lookedFor).toBe(copyHeader));

test("every file of the build is kept, of pages never opened too", async () => {
  const { install, caches } = browser();
  await install();
  expect(caches.kept()).toEqual({ "console-two": [...build.files, "/config.json"].toSorted() });
});

test("a release asks only for what has changed, and drops the rest", async () => {
  const before = browser({ name: "one", files: ["/assets/app-1.js", "/assets/words-1.js", "/index.html"] });
  before.files["/index.html"] = page("app-1");
  await before.install();
  await before.caches.open("of-somebody-else");
  const { install, activate, asked, caches } = browser(build, before.caches);
  await install();
  expect(asked).not.toContain("/assets/words-1.js");
  expect(asked).toEqual(expect.arrayContaining(["/assets/app-2.js", "/index.html", "/favicon.svg", "/config.json"]));
  await activate();
  expect(Object.keys(caches.kept())).toEqual(["of-somebody-else", "console-two"]);
  expect(caches.kept()["console-two"]).not.toContain("/assets/app-1.js");
});

test("a file that is gone lets the whole fail; the next visit goes on from there", async () => {
  const { install, files, asked } = browser();
  const app = files["/assets/app-2.js"] ?? "";
  delete files["/assets/app-2.js"];
  await expect(install()).rejects.toThrow("/assets/app-2.js answered 404");
  files["/assets/app-2.js"] = app;
  await install();
  expect(asked.filter((path) => path === "/assets/words-1.js")).toHaveLength(1);
});

test("another build's document, while a release is under way, is not taken for this one's", async () => {
  const { install, files, text, server } = browser();
  files["/index.html"] = page("app-3");
  await expect(install()).rejects.toThrow("/assets/app-3.js is no file of this build");
  files["/index.html"] = page("app-2");
  await install();
  server.answer = away;
  expect(await text("/", "navigate")).toBe(page("app-2"));
});

test("documents and settings come from the network while there is an answer, files by their content do not", async () => {
  const { install, text, asked, get } = browser();
  await install();
  asked.length = 0;
  expect(await text("/shops/lamps/orders", "navigate")).toBe("a page of the server");
  expect(await text("/config.json")).toBe("{}");
  expect((await get("/config.json"))?.headers.has(copyHeader)).toBe(false);
  expect([await text("/assets/app-2.js"), await text("/favicon.svg")]).toEqual(["app 2", "<svg>"]);
  expect(asked).toEqual(["/shops/lamps/orders", "/config.json", "/config.json"]);
});

test.each([
  ["refuses", away],
  ["is gone behind its proxy", () => Promise.resolve(new Response("<html>", { status: 502 }))],
])("a control plane that %s: the copies, marked where pages want to know", async (_name, answer) => {
  const { install, text, get, server } = browser();
  await install();
  server.answer = answer;
  expect(await text("/shops/lamps/orders/ord_1?x=1", "navigate")).toBe(page("app-2"));
  expect(await text("/log-in?to=%2F", "navigate")).toBe(page("app-2"));
  const settings = await get("/config.json");
  expect([settings?.headers.get(copyHeader), await settings?.text()]).toEqual(["1", "{}"]);
});

test("after coming in vain nobody waits for five seconds, then it is asked again", async () => {
  const { install, text, server, asked, clock, answerOf } = browser();
  await install();
  server.answer = away;
  await text("/", "navigate");
  asked.length = 0;
  server.answer = answerOf;
  clock.now = 4_999;
  expect(await text("/", "navigate")).toBe(page("app-2"));
  expect(asked).toEqual([]);
  clock.now = 5_000;
  expect(await text("/", "navigate")).toBe("a page of the server");
});

test("one that hangs is waited for three seconds, and asked no longer", async () => {
  vi.useFakeTimers();
  try {
    const { install, get, server } = browser();
    await install();
    let isAborted = false;
    server.hang = (signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          isAborted = true;
          reject(new DOMException("aborted", "AbortError"));
        });
      });
    let answered = false;
    const asked = get("/", "navigate")?.then((answer) => {
      answered = true;
      return answer.text();
    });
    await vi.advanceTimersByTimeAsync(2_999);
    expect([answered, isAborted]).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(1);
    expect([await asked, isAborted]).toEqual([page("app-2"), true]);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("without a copy there is the network's own failure", async () => {
  const { text, server } = browser();
  server.answer = away;
  await expect(text("/", "navigate")).rejects.toThrow("Failed to fetch");
});

test("settings are kept as they last were", async () => {
  const { install, text, files, server } = browser();
  await install();
  files["/config.json"] = '{"new":true}';
  await text("/config.json");
  server.answer = away;
  expect(await text("/config.json")).toBe('{"new":true}');
});

test("calls, other addresses and other files go their way untouched", () => {
  const { get, asked } = browser();
  const untouched: [string, string?, string?][] = [
    ["/trpc/staff.me"],
    ["/trpc/staff.logIn", "cors", "POST"],
    ["/trpc/staff.me", "navigate"],
    ["/internal/staff.pushRevocations", "cors", "POST"],
    ["/log-in", "navigate", "POST"],
    ["https://eu.example/admin/trpc/orders.list"],
    ["https://eu.example/", "navigate"],
    ["http://localhost:4004/mails"],
    ["/assets/app-1.js"],
    ["/assets/app-1.js", "navigate"],
    ["/readyz"],
  ];
  for (const [path, mode, method] of untouched) expect(get(path, mode, method), path).toBeNull();
  expect(asked).toEqual([]);
});
