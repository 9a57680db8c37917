import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { getRateSchedule, listExchangeRates, setRateSchedule } from "./index.ts";
import { sweeps } from "./jobs.ts";

let shop: TestShop;
const file = join(mkdtempSync(join(tmpdir(), "meridian-rates-")), "daily.xml");
const quote = (day: string, rate: string) =>
  writeFileSync(file, `<Cube><Cube time='${day}'><Cube currency='USD' rate='${rate}'/></Cube></Cube>`);
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const sweep = (ecbRatesUrl: string | null) => {
  const ctx = shop.service();
  return sweeps[0]?.sweep({ ...ctx, settings: { ...ctx.settings, ecbRatesUrl } });
};
const rates = async () =>
  (await listExchangeRates(shop.staff(), { first: 10, after: null })).items.map(({ day, rate }) => [day, rate]);

test("rates come each working day once they are switched on", async () => {
  const address = pathToFileURL(file).href;
  quote("2026-06-12", "1.25");
  expect(await sweep(address)).toBeNull();
  expect(await rates()).toEqual([]);
  const now = shop.clock.now();
  expect(await setRateSchedule(shop.staff(), { enabled: true })).toMatchObject({ nextAt: now.toISOString() });
  const next = new Date("2026-06-15T15:30:00Z");
  expect(await sweep(address)).toEqual(next);
  expect(await rates()).toEqual([["2026-06-12", "1.25"]]);
  // Before its time nothing is fetched.
  quote("2026-06-15", "1.30");
  expect(await sweep(address)).toEqual(next);
  expect(await rates()).toHaveLength(1);
  shop.clock.advance(4 * 3600);
  expect(await sweep(address)).toEqual(new Date("2026-06-16T15:30:00Z"));
  expect(await rates()).toEqual([
    ["2026-06-15", "1.30"],
    ["2026-06-12", "1.25"],
  ]);
  expect(await getRateSchedule(shop.staff(), {})).toMatchObject({ lastDay: "2026-06-15", failures: 0 });
  await setRateSchedule(shop.staff(), { enabled: false });
  expect(await sweep(address)).toBeNull();
  expect(await sweep(null)).toBeNull();
});

test("what cannot be had, or is no such file, is tried again later and later", async () => {
  const server = createServer((_request, response) => response.end("<html>Maintenance</html>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await setRateSchedule(shop.staff(), { enabled: true });
  const now = shop.clock.now().getTime();
  expect(await sweep(`http://127.0.0.1:${port}/daily.xml`)).toEqual(new Date(now + 900_000));
  await new Promise((resolve) => server.close(resolve));
  shop.clock.advance(900);
  expect(await sweep(`http://127.0.0.1:${port}/other.xml`)).toEqual(new Date(now + 900_000 + 1_800_000));
  expect(await getRateSchedule(shop.staff(), {})).toMatchObject({ failures: 2, lastDay: "2026-06-15" });
  expect(await rates()).toHaveLength(2);
});
