import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reference, written } from "../docs/generate.ts";

test("the reference is what the doc comments say: `node docs/generate.ts` writes it", () => {
  expect(written()).toBe(reference());
});

test("it has every entry, with words for every function and element", () => {
  const text = reference();
  for (const name of ["createClient", "AccountApi", "CartApi", "createConsent", "define", "useCart", "formatMoney"])
    expect(text).toContain(`### ${name}\n`);
  const tags = readFileSync(join(import.meta.dirname, "../README.md"), "utf8").match(/<meridian-[a-z-]+/g) ?? [];
  expect(tags.length).toBeGreaterThan(5);
  for (const tag of tags) expect(text).toContain(tag);
  const functions = [...text.matchAll(/### (\w+)\n\n```ts\n(?:async )?function/g)].map(([, name]) => name);
  expect(functions).toEqual([]);
});
