import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "../platform/db.ts";
import type { Log } from "../platform/log.ts";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { keepSteps } from "./queries/tenant-steps.ts";
import { tellSilence } from "./region-silence.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

async function levelOf(upMillis: number): Promise<string> {
  const told: string[] = [];
  const log: Log = {
    info: () => void told.push("info"),
    warn: () => void told.push("warn"),
    error: () => void told.push("error"),
    child: () => log,
  };
  await tellSilence({ ...world.service(), log }, "eu", new Error("nobody answers"), "silence", upMillis);
  return told.join();
}

test("a region that does not answer is warned of when that lasts: since the start, or since it was heard last", async () => {
  expect(await levelOf(5_000)).toBe("info");
  expect(await levelOf(100_000)).toBe("warn");
  await transaction(world.service().db, (tx) => keepSteps(tx, "eu", "20260101_0001_a", [], world.clock.now()));
  world.clock.advance(30);
  expect(await levelOf(1_000_000)).toBe("info");
  world.clock.advance(120);
  expect(await levelOf(1_000_000)).toBe("warn");
});
