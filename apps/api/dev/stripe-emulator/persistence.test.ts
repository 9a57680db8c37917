import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRig, sessionParams } from "./testing/client.ts";
import type { Ledger } from "./testing/client.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const children: ChildProcess[] = [];
let dataDir: string;

beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), "stripe-emulator-"))));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true });
});

async function spawnMain(...args: string[]): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const lines = [child.stdout, child.stderr]
    .filter((stream) => stream !== null)
    .map((input) => once(createInterface({ input }), "line"));
  const [line] = (await Promise.race(lines)) as [string];
  return { child, line };
}

test("the ledger survives a killed process", async () => {
  const { child, line } = await spawnMain("--port", "0", "--data", dataDir);
  const url = new URL(/http:\S+/.exec(line)?.[0] ?? "");
  const stripe = new Stripe("sk_test_kill", { host: url.hostname, port: url.port, protocol: "http", telemetry: false });
  const session = await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: "open" });
  await fetch(`${url.origin}/_dev/pay/${session.id}`, { method: "POST", body: "{}" });
  const before = await (await fetch(`${url.origin}/_dev/ledger?account=sk_test_kill`)).json();
  child.kill("SIGKILL");
  await once(child, "exit");
  await appendFile(join(dataDir, "emulator.jsonl"), '[["charge","acct_torn');

  const rig = await openRig({ dataDir });
  expect((await rig.dev<Ledger>("ledger?account=sk_test_kill")).json).toEqual(before);
  expect(
    (await rig.client("sk_test_kill").checkout.sessions.create(sessionParams(), { idempotencyKey: "open" })).id,
  ).toBe(session.id);
  await rig.client("sk_test_kill").refunds.create({ charge: (before as Ledger).charges[0]?.id ?? "", amount: 990 });
  await rig.emulator.close();

  const again = await openRig({ dataDir });
  expect((await again.dev<Ledger>("ledger?account=sk_test_kill")).json.totals["eur"]).toMatchObject({
    charged: 2_990,
    refunded: 990,
    net: 2_000,
  });
  await again.emulator.close();
});

test("a taken port and a bad option are told in one sentence", async () => {
  const rig = await openRig();
  expect((await spawnMain("--port", String(rig.emulator.port))).line).toBe(
    `Stripe emulator: port ${rig.emulator.port} is taken; stop what uses it or give another --port.`,
  );
  expect((await spawnMain("--port", "http")).line).toBe(
    'Stripe emulator: --port must be a number from 0 to 65535, not "http".',
  );
  await rig.emulator.close();
});

test("it ends cleanly when asked to", async () => {
  const { child } = await spawnMain("--port", "0");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
