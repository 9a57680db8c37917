import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Everything that people look at: console, elements, demo shop, payment page of the emulator, mails. */
const root = join(import.meta.dirname, "../../..");
const files = globSync(
  [
    "apps/admin/src/**/*.{css,tsx}",
    "apps/storefront-sdk/{src,demo}/**/*.{css,html,ts}",
    "apps/api/dev/stripe-emulator/pages/**/*.{css,ts}",
    "packages/core/src/notifications/mail-layout.ts",
  ],
  { cwd: root, exclude: (name) => name.includes("node_modules") || /\.test\./.test(name) },
);

/** Names of sides in CSS, style objects and style props. `inset`, and gradients under `[dir]`, are meant. */
const sides = [
  /\b(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /\bborder-(?:top|bottom)-(?:left|right)-radius\b/,
  /(?<![-\w])(?:left|right)\s*:\s*["'\d-]/,
  /\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
  /\b(?:textAlign|float)\s*:\s*["'](?:left|right)["']/,
  /\b(?:margin|padding|border)(?:Left|Right)\b/,
  /\b(?:ml|mr|pl|pr)=/,
  /\b(?:ta|align)="(?:left|right)"/,
];

/** The places of a text where a side is named. */
const namedSides = (text: string): string[] => text.split("\n").filter((line) => sides.some((side) => side.test(line)));

test("nothing is put left or right: it turns round with the language", () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    namedSides(readFileSync(join(root, file), "utf8")).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ["margin-left: 1rem", 1],
  ["padding-inline-start: 1rem", 0],
  ["  left: 0;", 1],
  ["  text-align: right;", 1],
  ["text-align: end", 0],
  ['<Badge ml="xs">', 1],
  ['<Badge ms="xs">', 0],
  ["style={{ paddingLeft: 4 }}", 1],
  // Mantine's own sides turn round by themselves.
  ['<Drawer position="right">', 0],
  ["const html = 1", 0],
])("%s names %i sides", (line, n) => expect(namedSides(line)).toHaveLength(n));
