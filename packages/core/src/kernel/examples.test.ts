import { readdirSync, readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { expect, it } from "vitest";

/** Every line `expression // → value` or `expression // throws Name` of the kernel's doc comments is run. */
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const scope: Record<string, unknown> = {};
for (const file of files) Object.assign(scope, await import(/* @vite-ignore */ `./${file}`));

const examples = files.flatMap((file) => {
  const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
  return [...source.matchAll(/^ \* (.+) \/\/ (→|throws) (.+)$/gm)].map(
    ([, code = "", how = "", value = ""]) => [file, code, how, value] as const,
  );
});

function run(code: string): unknown {
  const call: (scope: object) => unknown = runInThisContext(`({ ${Object.keys(scope).join(", ")} }) => (${code})`);
  return call(scope);
}

it.each(examples)("%s: %s %s %s", (_, code, how, value) => {
  if (how === "→") expect(run(code)).toEqual(run(value));
  else expect(() => run(code)).toThrow(expect.objectContaining({ name: value }));
});

it("finds the examples", () => {
  expect(new Set(examples.map(([file]) => file)).size).toBeGreaterThan(10);
});
