import { expect, test } from "vitest";
import { layOut } from "./mail-layout.ts";

const blocks = [
  { kind: "text", text: "مرحبًا\nErika" },
  { kind: "rows", rows: [{ label: "2 × Lamp (Red)", note: "A-1", amount: "12.50 US$" }] },
  { kind: "button", label: "افتح", url: "https://shop.example/a" },
] as const;

test("each line of a text from right to left says its direction, and each piece of it keeps its own order", () => {
  const { text } = layOut("ar", "Lamps & Co", "شكرًا", blocks);
  expect(text.split("\n").filter((line) => line !== "")).toEqual([
    "\u200fشكرًا",
    "\u200fمرحبًا",
    "\u200fErika",
    "\u200f\u20682 × Lamp (Red)\u2069 (\u2068A-1\u2069): \u206812.50 US$\u2069",
    "\u200fافتح:",
    "https://shop.example/a",
  ]);
  const english = layOut("en", "Lamps & Co", "Thanks", blocks).text;
  expect(english).toContain("2 × Lamp (Red) (A-1): 12.50 US$");
  expect(english).not.toMatch(/[\u200f\u2068]/);
});

test("amounts, names and notes are set apart in HTML", () => {
  const { html } = layOut("ar", "Lamps & Co", "شكرًا", blocks);
  expect(html).toContain('lang="ar" dir="rtl"');
  for (const text of ["Lamps &amp; Co", "2 × Lamp (Red)", "A-1", "12.50 US$"])
    expect(html).toContain(`<bdi>${text}</bdi>`);
});
