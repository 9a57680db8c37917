import { describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "./context.ts";
import { ShopMemory } from "./cache.ts";

/** A process's memory, the clock of that process, and what the database would say. */
function world() {
  const state = { millis: 0, version: 1, asked: 0, made: 0 };
  const memory = new ShopMemory(
    () => state.millis,
    async () => {
      state.asked++;
      return state.version;
    },
  );
  const ctx = (tenant = "ten_a") => {
    const id = tenant as Id<"ten">;
    // Of a context only these are read.
    return { tenant: { id }, now: () => new Date(state.millis) } as TenantCtx;
  };
  const page =
    (text: string, until: Date | null = null, bytes = 10) =>
    async () => {
      state.made++;
      return { value: text, bytes, until };
    };
  return { state, memory, ctx, page };
}

describe("what a process remembers of a shop", () => {
  test("is made once for all who ask, and neither made nor asked about again for a second", async () => {
    const { state, memory, ctx, page } = world();
    const answers = await Promise.all(Array.from({ length: 50 }, () => memory.keep(ctx(), "p", page("first"))));
    expect(new Set(answers)).toEqual(new Set(["first"]));
    state.millis = 999;
    expect(await memory.keep(ctx(), "p", page("second"))).toBe("first");
    expect(state).toMatchObject({ made: 1, asked: 1 });
  });

  test("is one tenant's alone", async () => {
    const { memory, ctx, page } = world();
    expect(await memory.keep(ctx("ten_a"), "p", page("a"))).toBe("a");
    expect(await memory.keep(ctx("ten_b"), "p", page("b"))).toBe("b");
    expect(await memory.keep(ctx("ten_a"), "p", page("c"))).toBe("a");
  });

  test("is outdated at once by a write of this process, within a second by one of another", async () => {
    const { state, memory, ctx, page } = world();
    await memory.keep(ctx(), "p", page("old"));
    state.version = 2;
    expect(await memory.keep(ctx(), "p", page("new"))).toBe("old");
    memory.changed("ten_a");
    expect(await memory.keep(ctx(), "p", page("new"))).toBe("new");
    state.version = 3;
    state.millis = 1_000;
    expect(await memory.keep(ctx(), "p", page("newer"))).toBe("newer");
  });

  test("a write that was not committed outdates nothing", async () => {
    const { state, memory, ctx, page } = world();
    await memory.keep(ctx(), "p", page("kept"));
    memory.changed("ten_a");
    expect(await memory.keep(ctx(), "p", page("made anew"))).toBe("kept");
    expect(state.asked).toBe(2);
  });

  test("what was begun before a write is not given out after it", async () => {
    const { state, memory, ctx, page } = world();
    const { promise, resolve } = Promise.withResolvers<string>();
    const slow = memory.keep(ctx(), "p", async () => ({ value: await promise, bytes: 1, until: null }));
    await Promise.resolve();
    state.version = 2;
    memory.changed("ten_a");
    const after = memory.keep(ctx(), "p", page("after"));
    resolve("before");
    expect([await slow, await after]).toEqual(["before", "after"]);
    expect(await memory.keep(ctx(), "p", page("again"))).toBe("after");
  });

  test("ends when time alone changes it, and after five seconds at the latest", async () => {
    const { state, memory, ctx, page } = world();
    await memory.keep(ctx(), "sale", page("before the sale", new Date(700)));
    await memory.keep(ctx(), "other", page("first"));
    state.millis = 699;
    expect(await memory.keep(ctx(), "sale", page("on sale"))).toBe("before the sale");
    state.millis = 700;
    expect(await memory.keep(ctx(), "sale", page("on sale"))).toBe("on sale");
    state.millis = 4_999;
    expect(await memory.keep(ctx(), "other", page("second"))).toBe("first");
    state.millis = 5_000;
    expect(await memory.keep(ctx(), "other", page("second"))).toBe("second");
  });

  test("is no failure: the next who asks tries again", async () => {
    const { memory, ctx, page } = world();
    const fails = () => memory.keep(ctx(), "p", () => Promise.reject(new Error("away")));
    await expect(Promise.all([fails(), fails()])).rejects.toThrow("away");
    expect(await memory.keep(ctx(), "p", page("back"))).toBe("back");
  });

  test("is bounded: what was not asked for the longest goes first", async () => {
    const { memory, ctx, page } = world();
    const half = 16 * 1024 * 1024;
    await memory.keep(ctx(), "a", page("a", null, half));
    await memory.keep(ctx(), "b", page("b", null, half));
    await memory.keep(ctx(), "a", page("a again"));
    await memory.keep(ctx(), "c", page("c", null, half));
    expect(await memory.keep(ctx(), "a", page("a anew"))).toBe("a");
    expect(await memory.keep(ctx(), "b", page("b anew"))).toBe("b anew");
    for (let i = 0; i < 5_001; i++) await memory.keep(ctx(), `n${i}`, page("n"));
    expect(await memory.keep(ctx(), "n0", page("n0 anew"))).toBe("n0 anew");
    expect(await memory.keep(ctx(), "n5000", page("n5000 anew"))).toBe("n");
  });
});
