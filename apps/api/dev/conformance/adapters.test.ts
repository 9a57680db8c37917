import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adapters } from "./adapters/index.ts";
import { skipReasons } from "./skips.ts";

const folder = join(import.meta.dirname, "adapters");
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);

/** Numbers that become others: an adapter that computes would test itself. */
const arithmetic =
  /[\w)\]]\s*(?:[*%]|\*\*|(?<!\/)\/(?!\/))\s*[\w(]|[\w)\]] [+-] [\w(]|\+\+|--|[+*/%-]=|\bMath\.|\bBigInt\b|\bparse(?:Int|Float)\(|\bNumber\(|\.toFixed\(|\.reduce\(/;

/** Comments, texts and patterns left out. */
const bare = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/\/(?![/*\s])(?:[^/\\\n]|\\.)+\/[a-z]*(?=[,.)])/g, '""')
    .replace(/^import[\s\S]*?from "";$/gm, "");

/** Units of the platform's own functions: a rate or a moment under another name. */
const spellings = ["taxRateFromBasisPoints", "addSeconds", "toDecimalString"];

/** What the source imports from core as values: the platform's public functions. */
const publicFunctions = (source: string): string[] =>
  [...source.matchAll(/^import \{([^}]*)\} from "@meridian\/core\/[\w/-]+";$/gm)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type ")),
  );

describe("adapters rename and nothing else", () => {
  test.each(sources)("%s computes nothing", (_name, source) => {
    expect(arithmetic.exec(bare(source))?.[0]).toBeUndefined();
  });

  test.each(sources.filter(([name]) => name !== "index.ts" && name !== "content.ts"))(
    "%s: one public function for each kind of case, called by the runner alone",
    (_name, source) => {
      const code = bare(source);
      const called = [...code.matchAll(/^ {2}call: (\w+)(?:<\w+>)?,$/gm)].map(([, name]) => name);
      expect(called).toHaveLength([...code.matchAll(/= adapter\(/g)].length);
      const functions = publicFunctions(source);
      for (const name of called) expect(functions).toContain(name);
      for (const name of functions.filter((one) => !spellings.includes(one))) {
        expect([name, new RegExp(`\\b${name}\\(`).test(code)]).toEqual([name, false]);
      }
    },
  );

  test.each([
    "const a = b * 100;",
    "const a = b - c;",
    "const a = b / 2;",
    "const a = b % 2;",
    "a += 1;",
    "i++;",
    "Math.round(a)",
    "BigInt(a)",
    "Number(a)",
    "list.reduce((a, b) => a)",
    "a ** b",
  ])("the rule bites: %s", (code) => expect(arithmetic.test(bare(code))).toBe(true));
});

test("each adapter is in the list once, under a name of its own", () => {
  const exported = sources.flatMap(([, source]) => [...source.matchAll(/^export const \w+ = adapter\(/gm)]);
  expect(adapters).toHaveLength(exported.length);
  expect(new Set(adapters.map(({ name }) => name)).size).toBe(adapters.length);
});

test("skips are these, and each says why", () => {
  expect(Object.keys(skipReasons)).toEqual(["sub-minor-price", "fractional-qty"]);
  for (const reason of Object.values(skipReasons)) expect(reason.length).toBeGreaterThan(20);
});
