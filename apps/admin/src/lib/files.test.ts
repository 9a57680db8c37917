import { maxPictureBytes as taken } from "@meridian/core/media/schemas";
import { expect, test } from "vitest";
import { maxPictureBytes } from "./files.ts";

test("a picture that the page lets through is one that the server takes", () => {
  expect(maxPictureBytes).toBe(taken);
});
