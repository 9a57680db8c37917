import { expect, test } from "vitest";
import { carriesGpc } from "./gpc.ts";

test.each([
  [[["Sec-GPC", "1"]], true],
  [[["SEC-gpc", " 1\t"]], true],
  [[["Sec-GPC", "0"]], false],
  [[["Sec-GPC", "11"]], false],
  [[["DNT", "1"]], false],
  [[], false],
] as const)("%j: %s", (headers, expected) => expect(carriesGpc(headers)).toBe(expected));
