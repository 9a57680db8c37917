import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readControlEnv, readWorkerEnv, SettingError, settingNames } from "./env.ts";

describe("settings", () => {
  it("are each on the operator's page", () => {
    const page = readFileSync(resolve(import.meta.dirname, "../../../../deploy/README.md"), "utf8");
    expect(settingNames.length).toBeGreaterThan(20);
    expect(settingNames.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("that are missing or bad are named in one sentence", () => {
    expect(() => readControlEnv({})).toThrow(SettingError);
    expect(() => readControlEnv({ MERIDIAN_ENV: "moon" })).toThrow(/^The setting MERIDIAN_ENV is not valid/);
    expect(() => readWorkerEnv({ MERIDIAN_ENV: "production" })).toThrow(/^The setting PORT is missing/);
  });
});
