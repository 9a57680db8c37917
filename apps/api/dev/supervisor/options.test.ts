import { resolve } from "node:path";
import { expect, test } from "vitest";
import { root } from "../sources.ts";
import { parseStartOptions } from "./options.ts";
import { portNumbers, portsFrom } from "./ports.ts";

test("the defaults are those of the README", () => {
  const data = resolve(root, ".data");
  expect(parseStartOptions([])).toEqual({ basePort: 4000, data, fresh: false, demo: true, rows: 0, watch: false });
});

test("every flag is understood", () => {
  const args = ["--", "--fresh", "--port", "5000", "--no-demo", "--data", "/tmp/elsewhere", "--watch"];
  expect(parseStartOptions(args)).toEqual({
    basePort: 5000,
    data: "/tmp/elsewhere",
    fresh: true,
    demo: false,
    rows: 0,
    watch: true,
  });
});

test.each([
  [["--port", "abc"], 'not "abc"'],
  [["--port", "80"], "from 1024"],
  [["--port", "65535"], "from 1024"],
  [["--port", "6000"], "Browsers refuse"],
  [["--fesh"], "Unknown option"],
  [["--rows", "many"], 'not "many"'],
  [["--rows", "100001"], "from 0 to 100000"],
  [["--rows", "10", "--no-demo"], "leave --no-demo out"],
])("%j is refused in a sentence", (args, sentence) => {
  expect(() => parseStartOptions(args)).toThrow(sentence);
});

test("no two parts share a port", () => {
  const numbers = portNumbers(portsFrom(4000));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(Math.max(...numbers)).toBe(4070);
});
