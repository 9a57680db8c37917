import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compute } from "./quote.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** The example in the command's comment is run, so that it stays true. */
const example = [...readFileSync(new URL("quote.ts", import.meta.url), "utf8").matchAll(/^ \* {5}(.+)$/gm)].reduce(
  (all, [, text = ""]) => all + text,
  "",
);

/** No setting, and no database: only what Node has compiled before. */
const env = { NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] };

function quote(input: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, "quote", ...words], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end(input);
  });
}

// Each run is a process of its own.
describe("meridian quote", { timeout: 60_000 }, () => {
  it("computes the example, without a setting or a database, and prints each step when asked to", async () => {
    const { code, out, err } = await quote(example, "--trace");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^total EUR +55\.87$/m);
    expect(out).toMatch(/^due +45\.87$/m);
    expect(out).toMatch(/^ {2}Spring \(SPRING\) +6\.00$/m);
    expect(out).toMatch(/^ {2}adjusted +listId pls_0000, changePpm -100000, before 1999, amount 1799, line cup$/m);
    expect(out).toMatch(/^ {2}promotion +name Spring, effect line, base 6242, amount 600$/m);
    expect(out).toMatch(/^ {2}total +net 4764, tax 823, amount 5587$/m);
  });

  it("answers a program in JSON, and a person without the steps", async () => {
    const [forProgram, forPerson] = await Promise.all([quote(example, "--json"), quote(example)]);
    expect(JSON.parse(forProgram.out)).toMatchObject({
      totals: { total: { amount: 5587, currency: "EUR" }, tax: { amount: 823 } },
      credits: [{ name: "birthday", paid: { amount: 1000 } }],
    });
    expect(forPerson.out).toContain("total EUR");
    expect(forPerson.out).not.toContain("steps");
  });

  it("says in one sentence what is wrong", async () => {
    const { code, err, out } = await quote('{"currency":"EUR","lines":[{"unitPrice":1,"quantity":0}]}');
    expect([code, out]).toEqual([1, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain("lines[0].quantity");
    expect(() => compute("")).toThrow("Nothing came in");
    expect(() => compute("{")).toThrow(/^This is no JSON: /);
    expect(() => compute('{"currency":"EUR","lines":[{"unitPrice":"1.234"}]}')).toThrow(
      "This cannot be computed: “1.234” is no amount in EUR (too many digits).",
    );
    const promotion = '[{"name":"x","effect":{"kind":"free_lunch"}}]';
    expect(() => compute(`{"currency":"EUR","lines":[],"promotions":${promotion}}`)).toThrow(/promotions\[0\]\.effect/);
  });
});
