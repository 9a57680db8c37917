import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../sources.ts";
import type { Part } from "./row.ts";

const runs = 100_000;

/** The properties of all totals over 100,000 carts drawn at random; the tests draw fewer. */
export const properties: Part = async () => {
  const args = ["run", "--project", "unit", "packages/core/src/carts/totals.properties.test.ts"];
  const env = { ...process.env, PROPERTY_RUNS: String(runs) };
  const started = performance.now();
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(join(root, "node_modules/.bin/vitest"), args, {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (ended) => resolve(ended ?? 1));
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  return [{ name: `properties: 3 × ${runs} carts`, figure: seconds, unit: "s", limit: "all hold", ok: code === 0 }];
};
