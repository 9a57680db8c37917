import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createProduct } from "../catalog/index.ts";
import { CreateProduct } from "../catalog/schemas.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { announce } from "../platform/due.ts";
import { setCrashHook } from "../platform/crash.ts";
import { dumpSchema } from "../platform/dump.ts";
import { vaultOf } from "../platform/vault.ts";
import { restoreSchema } from "../platform/restore.ts";
import { regionTables } from "../platform-schema.ts";
import { tenantMigrations, tenantTables } from "../tenant-schema.ts";
import { freshSchema } from "../testing/database.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { createKey, eraseTenant, finishErasures, listExports, makeExports, openCopy, opensExport } from "./index.ts";
import { setTenantStatus, startExport } from "./index.ts";
import { leftOut } from "./rules/left-out.ts";

let shop: TestShop;
let region: PlatformCtx<"region">;
beforeEach(async () => {
  shop = await openTestShop();
  const { db: _, tenant: __, regionDb, ...common } = shop.service();
  region = { ...common, db: regionDb };
  const product = { title: "Grüße aus Kairo القاهرة", options: [], variants: [{ optionValues: {} }] };
  await createProduct(shop.staff(), CreateProduct.parse(product));
  await createKey(shop.staff(), { kind: "secret", name: "Server", allowedOrigins: [], channel: "web" });
  const folder = join(shop.service().settings.mediaDir, shop.tenant.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, picture), bytes);
});
afterEach(async () => {
  setCrashHook(undefined);
  await shop.close();
});

const Manifest = z.object({
  format: z.string(),
  shop: z.object({ id: z.string(), region: z.string() }),
  leftOut: z.record(z.string(), z.array(z.string())),
  tables: z.array(
    z.object({ name: z.string(), file: z.string(), sha256: z.string(), rows: z.number(), bytes: z.number() }),
  ),
  pictures: z.array(z.object({ file: z.string(), bytes: z.number(), sha256: z.string() })),
});
const bytes = Buffer.from("a picture's bytes");
const picture = `${createHash("sha256").update(bytes).digest("hex")}.png`;
const copying = () => ({ owners: shop.database.owner, tables: tenantTables, steps: async () => ["first"] });
const erasing = () => ({ owners: shop.database.owner, tenantTables, regionTables });
const close = (version = 2) => setTenantStatus(region, { tenantId: shop.tenant.id, status: "closed", version });

/** Reads an archive as POSIX describes it, written apart from what wrote it. */
function untar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; archive[at] !== 0;) {
    const header = archive.subarray(at, at + 512);
    const text = (from: number, to: number) => header.subarray(from, to).toString().replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 136), 8);
    const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    expect(Number.parseInt(text(148, 156), 8)).toBe(sum);
    expect(text(257, 263)).toBe("ustar");
    files.set(text(0, 100), archive.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

async function fetchCopy(): Promise<Map<string, Buffer>> {
  const [copy] = (await listExports(shop.staff(), {})).items;
  const found = await openCopy(shop.service().settings.mediaDir, shop.tenant.id, copy?.id ?? "");
  if (found === undefined || copy === undefined) throw new Error("a copy is there");
  const packed = await buffer(found.stream());
  expect([packed.byteLength, createHash("sha256").update(packed).digest("hex")]).toEqual([copy.bytes, copy.sha256]);
  return untar(gunzipSync(packed));
}

describe("a copy of a shop", () => {
  it("holds every table and picture with counts and hashes, and no secret", async () => {
    await startExport(shop.staff(), {});
    await startExport(shop.staff(), {});
    expect(await makeExports(region, copying())).toBe(1);
    const files = await fetchCopy();
    const manifest = Manifest.parse(JSON.parse(files.get("manifest.json")?.toString() ?? ""));
    expect(manifest).toMatchObject({ format: "meridian-shop/1", shop: { id: shop.tenant.id, region: "eu" } });
    expect(manifest.tables.map(({ name }) => name)).toEqual(Object.keys(tenantTables).toSorted());
    for (const { file, sha256, rows, bytes: size } of manifest.tables) {
      const found = files.get(file) ?? Buffer.alloc(0);
      expect(createHash("sha256").update(found).digest("hex"), file).toBe(sha256);
      expect([found.byteLength, found.toString().split("\n").length - 1]).toEqual([size, rows]);
    }
    expect(manifest.pictures).toEqual([{ file: `pictures/${picture}`, bytes: 17, sha256: picture.slice(0, 64) }]);
    expect(files.get(`pictures/${picture}`)).toEqual(bytes);
    expect(files.get("tables/product_translations.jsonl")?.toString()).toContain("القاهرة");
    for (const [name, columns] of Object.entries(manifest.leftOut)) {
      for (const line of files.get(`tables/${name}.jsonl`)?.toString().split("\n").filter(Boolean) ?? []) {
        expect(
          Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(line))).filter((column) =>
            columns.includes(column),
          ),
        ).toEqual([]);
      }
    }
    expect(leftOut("api_keys")).toEqual(["hash"]);
  });

  it("is opened by its own address alone, and for ten minutes", async () => {
    await startExport(shop.staff(), {});
    await makeExports(region, copying());
    const [copy] = (await listExports(shop.staff(), {})).items;
    const url = new URL(copy?.url ?? "none:");
    const given = { until: url.searchParams.get("until") ?? "", mac: url.searchParams.get("mac") ?? "" };
    const good = { tenantId: shop.tenant.id, exportId: copy?.id ?? "", ...given };
    expect(opensExport(region, good)).toBe(true);
    expect(opensExport(region, { ...good, tenantId: "ten_00000000000000000000000001" })).toBe(false);
    expect(opensExport(region, { ...good, exportId: "exp_00000000000000000000000001" })).toBe(false);
    expect(opensExport(region, { ...good, until: String(Number(good.until) + 1) })).toBe(false);
    shop.clock.advance(601);
    expect(opensExport(region, good)).toBe(false);
  });

  it("is finished by the next turn after a crash, and removed when its time is over", async () => {
    await startExport(shop.staff(), {});
    for (const point of ["tenants.export:leased", "tenants.export:packed"]) {
      setCrashHook((name) => {
        if (name === point) throw new Error("power cut");
      });
      await makeExports(region, copying()).catch(() => undefined);
      setCrashHook(undefined);
      expect((await listExports(shop.staff(), {})).items).toMatchObject([{ state: "waiting", url: null }]);
      shop.clock.advance(901);
    }
    expect(await makeExports(region, copying())).toBe(1);
    const folder = join(shop.service().settings.mediaDir, ".copies", shop.tenant.id);
    expect(readdirSync(folder)).toHaveLength(1);
    shop.clock.advance(7 * 24 * 3600);
    await makeExports(region, copying());
    expect(readdirSync(folder)).toEqual([]);
    expect((await listExports(shop.staff(), {})).items).toEqual([]);
  });

  it("brings the whole schema back, equal in every table, from what a dump without omissions holds", async () => {
    const lines = new Map<string, string>();
    const options = {
      tables: tenantTables,
      leaveOut: () => [],
      write: async (name: string, more: string) => void lines.set(name, (lines.get(name) ?? "") + more),
    };
    const expected = await dumpSchema(shop.database.owner, shop.tenant.schema, options);
    const target = await freshSchema(shop.database, "t", tenantMigrations);
    await restoreSchema(shop.database.owner, target, {
      tables: tenantTables,
      expected,
      async *read(name) {
        yield lines.get(name) ?? "";
      },
    });
    const write = () => Promise.resolve();
    expect(await dumpSchema(shop.database.owner, target, { ...options, write })).toEqual(expected);
  });
});

describe("a closed shop", () => {
  it("gets a copy of its own, and the same news again changes nothing", async () => {
    await close();
    await close();
    await makeExports(region, copying());
    await close();
    expect((await listExports(shop.staff(), {})).items).toHaveLength(1);
  });

  it("is erased in its region wherever the power fails, once, with a certificate of what there was", async () => {
    const { tenant } = shop;
    await vaultOf(shop.service());
    await announce(shop.service().regionDb, tenant.id, "jobs", shop.clock.now(), shop.clock.now());
    await expect(eraseTenant(region, { tenantId: tenant.id })).rejects.toMatchObject({ code: "tenants.still_open" });
    await close();
    await makeExports(region, copying());
    expect(await eraseTenant(region, { tenantId: tenant.id })).toEqual({ certificate: null });
    for (const step of ["counted", "dropped", "files_removed"]) {
      setCrashHook((name) => {
        if (name === `tenants.erase:${step}`) throw new Error("power cut");
      });
      await finishErasures(region, erasing());
      expect(await eraseTenant(region, { tenantId: tenant.id })).toEqual({ certificate: null });
    }
    setCrashHook(undefined);
    await finishErasures(region, erasing());
    shop.clock.advance(60);
    await finishErasures(region, erasing());
    const { certificate } = await eraseTenant(region, { tenantId: tenant.id });
    expect(certificate).toMatchObject({
      tenantId: tenant.id,
      files: 1,
      bytes: 17,
      tables: Object.keys(tenantTables).length,
    });
    expect(certificate?.rows).toBeGreaterThan(5);
    expect(certificate?.finishedAt).toBe("2026-06-15T12:00:00.000Z");

    const { mediaDir } = shop.service().settings;
    expect(existsSync(join(mediaDir, tenant.id))).toBe(false);
    expect(existsSync(join(mediaDir, ".copies", tenant.id))).toBe(false);
    const gone = await shop.database.owner.query("select 1 from pg_namespace where nspname = $1", [tenant.schema]);
    expect(gone.rowCount).toBe(0);
    const left: string[] = [];
    for (const table of Object.keys(regionTables)) {
      const { rows } = await shop.database.owner.query<{ line: string }>(
        `select to_jsonb(t)::text as line from "${region.db.schema}"."${table}" as t`,
      );
      if (rows.some(({ line }) => line.includes(tenant.id) || line.includes(tenant.schema))) left.push(table);
    }
    // That it was erased, and that the region was asked to.
    expect(left.toSorted()).toEqual(["audit_entries", "shop_erasures"]);
  });

  it("leaves the other shops of the region as they are", async () => {
    const { rows } = await shop.database.owner.query<{ schema: string }>(
      `insert into "${region.db.schema}".tenants
       select 'ten_00000000000000000000000009', 'other', name, 't_other', 'active', default_locale, default_currency,
         version, settings_version, created_at from "${region.db.schema}".tenants returning schema_name as schema`,
    );
    expect(rows).toHaveLength(1);
    const other = join(shop.service().settings.mediaDir, "ten_00000000000000000000000009");
    mkdirSync(other);
    writeFileSync(join(other, picture), bytes);
    await close();
    await eraseTenant(region, { tenantId: shop.tenant.id });
    await finishErasures(region, erasing());
    const kept = await shop.database.owner.query(`select slug from "${region.db.schema}".tenants`);
    expect(kept.rows).toEqual([{ slug: "other" }]);
    expect(readFileSync(join(other, picture))).toEqual(bytes);
  });
});
