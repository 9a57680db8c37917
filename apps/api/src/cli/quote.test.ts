import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** The example in the command's comment is run, so that it stays true. */
const example = [...readFileSync(new URL("quote.ts", import.meta.url), "utf8").matchAll(/^ \* {5}(.+)$/gm)].reduce(
  (all, [, text = ""]) => all + text,
  "",
);

function quote(input: string, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, "quote", ...words], { env: {} }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end(input);
  });
}

// Each run is a process of its own.
describe("meridian quote", { timeout: 60_000 }, () => {
  it("computes the example, without a setting or a database", async () => {
    const { code, out, err } = await quote(example);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^total EUR +67\.87$/m);
    expect(out).toMatch(/^tax MwSt\. 19 % \(standard\) on 50\.81 +9\.65$/m);
    expect(out).toMatch(/^ {2}total +net 5774, tax 1013, amount 6787$/m);
  });

  it("answers a program in JSON", async () => {
    const { out } = await quote(example, "--json");
    expect(JSON.parse(out)).toMatchObject({
      totals: { total: { amount: 6787, currency: "EUR" }, tax: { amount: 1013 } },
    });
  });

  it("says in a sentence what is wrong", async () => {
    const [none, broken, shape, amount, option] = await Promise.all([
      quote(""),
      quote("{"),
      quote('{"currency":"EUR","lines":[{"unitPrice":1,"quantity":0}]}'),
      quote('{"currency":"EUR","lines":[{"unitPrice":"1.234"}]}'),
      quote("{}", "--jsno"),
    ]);
    expect([none.code, broken.code, shape.code, amount.code, option.code]).toEqual([1, 1, 1, 1, 2]);
    expect(none.err).toContain("Nothing came in");
    expect(broken.err).toMatch(/^This is no JSON: /);
    expect(shape.err).toContain("lines[0].quantity");
    expect(amount.err).toBe("This cannot be computed: “1.234” is no amount in EUR (too many digits).\n");
    expect(shape.err + amount.err + broken.err).not.toMatch(/\n\s+at /);
  });
});
