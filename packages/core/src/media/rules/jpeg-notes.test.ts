import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriesNotes } from "./jpeg-notes.ts";

const segment = (marker: number, text: string): number[] => {
  const data = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  return [0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data];
};
const jpeg = (...segments: number[][]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 0, 2, 7, 0xff, 0, 0xff, 0xd3, 7, 0xff, 0xd9]);
const harmless = [
  segment(0xe0, "JFIF"),
  segment(0xe2, "ICC_PROFILE\x00\x01\x01…"),
  segment(0xee, "Adobe"),
  segment(0xdb, "q"),
];

describe("what a JPEG tells besides its picture", () => {
  test("nothing: size, colours and tables alone", () => {
    expect(carriesNotes(jpeg(...harmless))).toBe(false);
  });

  test.each([
    ["Exif", segment(0xe1, "Exif\0\0")],
    ["XMP", segment(0xe1, "http://ns.adobe.com/xap/1.0/\0")],
    ["IPTC", segment(0xed, "Photoshop 3.0\0")],
    ["a comment", segment(0xfe, "made by me")],
    ["another picture", segment(0xe2, "MPF\0")],
  ])("%s", (_name, note) => {
    fc.assert(fc.property(fc.nat(harmless.length), (at) => carriesNotes(jpeg(...harmless.toSpliced(at, 0, note)))));
  });

  test("what follows its end, and what is no JPEG at all", () => {
    expect(carriesNotes(Uint8Array.from([...jpeg(...harmless), 1, 2, 3]))).toBe(true);
    expect(carriesNotes(Uint8Array.from([...jpeg(...harmless), ...jpeg(...harmless)]))).toBe(true);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => typeof carriesNotes(bytes) === "boolean"));
    expect(carriesNotes(new Uint8Array())).toBe(true);
  });
});
