import { expect, test } from "vitest";
import { changesOf } from "./drafts.ts";

test("only what differs is a change", () => {
  const saved = { title: "Lamp", tags: ["a"], note: null as string | null };
  expect(changesOf(saved, { title: "Lamp", tags: ["a"] })).toEqual({});
  expect(changesOf(saved, { title: "Lamps", tags: ["a", "b"], note: "" })).toEqual({
    title: "Lamps",
    tags: ["a", "b"],
    note: "",
  });
});
