import { expect, test, vi } from "vitest";
import { controlFetch } from "./control-fetch.ts";
import { problemOf } from "./errors.ts";
import { watchReach } from "./reach.ts";

const json = { "content-type": "application/json" };
const ask = (answer: () => Promise<Response>) => {
  const reach = watchReach();
  return { reach, fetch: controlFetch(reach, answer) };
};
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => problemOf(error).code,
  );

test("any answer of its own says that it is there, a refusal too; a fault says nothing", async () => {
  for (const status of [200, 401, 404, 429]) {
    const { reach, fetch } = ask(async () => new Response("{}", { status, headers: json }));
    reach.missed();
    expect((await fetch("/trpc/staff.me")).status).toBe(status);
    expect(reach.isAway()).toBe(false);
  }
  for (const [before, status] of [
    [true, 500],
    [false, 503],
  ] as const) {
    const { reach, fetch } = ask(async () => new Response("{}", { status, headers: json }));
    if (before) reach.missed();
    expect((await fetch("/trpc/staff.me")).status).toBe(status);
    expect(reach.isAway()).toBe(before);
  }
});

test("no answer, or one of a proxy that finds nobody behind it, is told as accounts that cannot be reached", async () => {
  const answers = [
    () => Promise.reject(new TypeError("Failed to fetch")),
    async () => new Response("<html>", { status: 502, headers: { "content-type": "text/html" } }),
    async () => new Response(null, { status: 504 }),
  ];
  for (const answer of answers) {
    const { reach, fetch } = ask(answer);
    expect(await codeOf(fetch("/trpc/staff.listMembers"))).toBe("accounts.unreachable");
    expect(reach.isAway()).toBe(true);
  }
});

test("one that hangs is given up, sooner when it is known to be away; a question taken back is no sign", async () => {
  vi.useFakeTimers();
  try {
    const reach = watchReach();
    const hangs = (_url: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      });
    const fetch = controlFetch(reach, hangs);
    const takenBack = new AbortController();
    const asked = fetch("/trpc/staff.me", { signal: takenBack.signal });
    takenBack.abort();
    await expect(asked).rejects.toThrow("aborted");
    expect(reach.isAway()).toBe(false);
    for (const [method, millis] of [
      ["GET", 8_000],
      ["POST", 30_000],
    ] as const) {
      reach.answered();
      const code = codeOf(fetch("/trpc/x", { method }));
      await vi.advanceTimersByTimeAsync(millis - 1);
      expect(reach.isAway()).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await code).toBe("accounts.unreachable");
      const again = codeOf(fetch("/trpc/x", { method }));
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await again).toBe("accounts.unreachable");
    }
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
