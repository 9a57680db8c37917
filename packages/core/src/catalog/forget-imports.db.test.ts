import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { StartImport } from "./import-schemas.ts";
import { getImport, startImport } from "./index.ts";
import { forgetImports } from "./jobs.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const sql = async (text: string, values: unknown[] = []) =>
  (await shop.database.owner.query(text.replaceAll("{schema}", `"${shop.tenant.schema}"`), values)).rows;

const content = "handle,title\none,One";

test("goes when it has served its time: a failed one's file after a week, the outcome after ninety days", async () => {
  const start = (fileName: string) => startImport(shop.staff(), StartImport.parse({ fileName, content }));
  const [failed, waiting] = [await start("failed.csv"), await start("waiting.csv")];
  await sql("update {schema}.jobs set state = 'failed', finished_at = $2 where id = $1", [failed.id, shop.clock.now()]);
  const left = () =>
    sql("select file_name as name, content is not null as kept from {schema}.imports order by file_name");
  const day = 24 * 3600;
  const unchanged = { name: "waiting.csv", kept: true };
  shop.clock.advance(6 * day);
  await forgetImports(shop.service());
  expect(await left()).toEqual([{ name: "failed.csv", kept: true }, unchanged]);
  shop.clock.advance(2 * day);
  await forgetImports(shop.service());
  expect(await left()).toEqual([{ name: "failed.csv", kept: false }, unchanged]);
  shop.clock.advance(83 * day);
  await forgetImports(shop.service());
  expect(await left()).toEqual([unchanged]);
  expect((await getImport(shop.staff("viewer"), { id: waiting.id })).state).toBe("queued");
});
