import { expect, test } from "vitest";
import { pickName } from "./pick-name.ts";

const names = { de: "Post", en: "Mail" };

test.each([
  [["de-AT", "en"], "Post"],
  [["fr", "en-GB"], "Mail"],
  [["fr", "ja"], "Post"],
])("along %j: %s", (chain, name) => expect(pickName(names, chain)).toBe(name));
