import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { png } from "@meridian/core/testing/png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../dev/ports.ts";
import { type Cluster, ensureCluster } from "../../dev/postgres.ts";
import { ok } from "../support/http.ts";
import { until } from "../support/merchant.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { openSellableShop, type SellableShop, shopper } from "../support/sellable.ts";

const disks: string[] = [];

/** A small disk of its own; null where the machine does not let us have one. */
function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  disks.push(folder);
  return folder;
}

/** Takes what room is left; answers how to give it back. */
function fill(folder: string): () => void {
  const file = join(folder, "filler");
  const handle = openSync(file, "w");
  for (let size = 1 << 20; size > 0;) {
    try {
      if (writeSync(handle, Buffer.alloc(size)) === size) continue;
    } catch {
      // No room for as much: try half.
    }
    size >>= 1;
  }
  closeSync(handle);
  return () => rmSync(file);
}

const forDatabase = smallDisk(256);
const forPictures = smallDisk(2);
console.log(`full disks: ${forDatabase === null ? "NOT RUN (may not mount)" : "RUN"}`);

describe.skipIf(forDatabase === null)("a full disk", { timeout: 240_000 }, () => {
  const [databaseDisk, pictureDisk] = [forDatabase ?? "", forPictures ?? ""];
  const dir = join(databaseDisk, "cluster");
  let port: number;
  let cluster: Cluster;
  let platform: TestPlatform;
  let shop: SellableShop;

  beforeAll(async () => {
    mkdirSync(dir, { recursive: true });
    port = await freePort();
    cluster = await ensureCluster({ dir, port, mode: "test" });
    const euCluster = { ownerUrl: cluster.url("owner"), appUrl: cluster.url("app") };
    platform = await openTestPlatform({ worker: false, euCluster, more: { MEDIA_DIR: pictureDisk } });
    shop = await openSellableShop(platform, 10);
  });
  afterAll(async () => {
    await platform.close();
    await cluster.stop();
    for (const disk of disks) execFileSync("umount", ["-l", disk]);
  });

  it("of the pictures refuses the upload as passing trouble, and leaves no half of it", async () => {
    const free = fill(pictureDisk);
    const files = (): number =>
      readdirSync(pictureDisk, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
    const before = files();
    const base64 = png(550, 550, { shade: "noise" }).toString("base64");
    const upload = () => shop.merchant.admin("media.addPicture", "write", { productId: shop.productId, base64 });
    const refused = await upload();
    expect([refused.status, refused.code]).toEqual([503, "platform.unavailable"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(files()).toBe(before);
    free();
    expect((await upload()).status).toBe(200);
  });

  it("of the database refuses what it cannot keep; with room again nothing that was answered is lost", async () => {
    const buyer = shopper(shop);
    const kept = [ok<{ id: string }>(await buyer.call("POST", "/carts", { market: "de", locale: "de" })).id];
    const refusals = new Set<string>();
    const free = fill(databaseDisk);
    // What is left in the log's own files is used up, then it is over.
    await until(
      "a refusal",
      async () => {
        const answer = await buyer.call("POST", "/carts", { market: "de", locale: "de" });
        if (answer.status === 200) kept.push(ok<{ id: string }>(answer).id);
        else refusals.add(`${answer.status} ${answer.code}`);
        return refusals.size > 0 ? true : undefined;
      },
      120_000,
    );
    expect(refusals).toEqual(new Set(["503 platform.unavailable"]));
    free();
    await cluster.stop();
    cluster = await ensureCluster({ dir, port, mode: "test" });
    const again = await until("the region", async () => {
      const answer = await buyer.call("POST", "/carts", { market: "de", locale: "de" });
      return answer.status === 200 ? ok<{ id: string }>(answer) : undefined;
    });
    for (const id of [...kept, again.id]) expect((await buyer.call("GET", `/carts/${id}`)).status).toBe(200);
    process.stdout.write(`disk full: ${kept.length} carts kept, then refused; all there afterwards\n`);
  });
});
