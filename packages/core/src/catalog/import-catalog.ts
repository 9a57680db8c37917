import { z } from "zod";
import { type FetchPictures, fetchPictures } from "../media/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import { defineJob, enqueue, type JobRun } from "../platform/jobs.ts";
import { announceWork, inWrite, type TenantTxCtx } from "../platform/verb.ts";
import { checkImport, marketNames } from "./import/check-import.ts";
import { readContent } from "./import/read-content.ts";
import { ImportTally } from "./import/result.ts";
import { type Batch, writeProducts, writeTranslations } from "./import/write-batch.ts";
import { endImport, type ImportRecord, importWithContent } from "./queries/imports.ts";
import { readTable } from "./rules/import/read-file.ts";
import { type ImportFile, issue } from "./rules/import/shape.ts";
import type { ImportOptions } from "./tables.ts";
import type { ImportResult } from "./schemas.ts";

const batchSize = 50;
const maxPictures = 5_000;

/**
 * Reads an uploaded file into the catalogue. The whole file is checked before the first write; then batches are
 * written in transactions of their own. Run again after a crash it writes the same again, which changes nothing.
 */
export const importCatalog = defineJob({
  kind: "catalog.import",
  payload: z.object({}),
  maxAttempts: 5,
  async run(ctx, _payload, job): Promise<Readonly<Record<string, unknown>>> {
    const record = await importWithContent(ctx.db, job.jobId);
    if (record === undefined || record.content === null) return {};
    await job.progress({ phase: "reading", done: 0, total: 1 });
    const file = await readImport(ctx, record.content, record.options);
    const tally = new ImportTally();
    tally.warnings.push(...file.warnings);
    tally.errors.push(...file.errors);
    if (tally.errors.length === 0) {
      const total = file.products.length + file.translations.length;
      const onBatch = (done: number) => job.progress({ phase: "checking", done: Math.min(done, total), total });
      tally.errors.push(...(await checkImport(ctx, file, record.options.keepAsDraft, onBatch)));
    }
    const pictures =
      tally.errors.length > 0 || record.options.dryRun ? [] : await writeFile(ctx, file, record, tally, job);
    tally.pictures = pictures.length;
    await finish(ctx, job.jobId, pictures);
    return tally.result(countsOf(file));
  },
});

async function readImport(ctx: TenantCtx, content: string, options: ImportOptions): Promise<ImportFile> {
  const read = await readContent(content);
  const nothing = {
    format: "meridian" as const,
    defaultStatus: "draft" as const,
    products: [],
    translations: [],
    warnings: [],
  };
  if (read.kind === "malformed") return { ...nothing, errors: [issue(read.row, null, "malformed_line")] };
  const { defaultCurrency, defaultLocale } = ctx.tenant;
  const file =
    read.kind === "table" ? readTable(read.table, { defaultCurrency, defaultLocale, ...options }) : undefined;
  return file ?? { ...nothing, errors: [issue(1, null, "unknown_format")] };
}

function countsOf(file: ImportFile): Pick<ImportResult, "products" | "variants" | "translations"> {
  const inProducts = file.products.reduce((sum, product) => sum + Object.keys(product.translations).length, 0);
  return {
    products: file.products.length,
    variants: file.products.reduce((sum, product) => sum + product.variants.length, 0),
    translations: file.translations.length + inProducts,
  };
}

async function writeFile(
  ctx: TenantCtx,
  file: ImportFile,
  record: Pick<ImportRecord, "options" | "created_at">,
  tally: ImportTally,
  job: JobRun,
): Promise<FetchPictures["items"]> {
  const batch: Batch = {
    reference: job.jobId,
    startedAt: record.created_at,
    markets: await marketNames(ctx),
    options: { file, keepAsDraft: record.options.keepAsDraft },
  };
  const pictures: FetchPictures["items"] = [];
  await inBatches(ctx, job, "products", file.products, async (tx, items) => {
    const written = await writeProducts(tx, items, batch);
    return () => {
      tally.created += written.created;
      tally.changed += written.changed;
      tally.prices += written.prices;
      tally.warnings.push(...written.warnings);
      pictures.push(...written.pictures);
    };
  });
  const byHandle = [...Map.groupBy(file.translations, (line) => line.handle).values()];
  await inBatches(ctx, job, "translations", byHandle, async (tx, groups) => {
    const changed = await writeTranslations(tx, groups.flat());
    return () => {
      tally.changed += changed;
    };
  });
  const left = pictures.length - maxPictures;
  if (left > 0) tally.warnings.push(issue(null, null, "pictures_left_out", String(left)));
  return pictures.slice(0, maxPictures);
}

/** Each batch in its own transaction; what it answers is counted only after the commit. */
async function inBatches<T>(
  ctx: TenantCtx,
  job: JobRun,
  phase: string,
  items: readonly T[],
  work: (ctx: TenantTxCtx, items: readonly T[]) => Promise<() => void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += batchSize) {
    await job.progress({ phase, done: at, total: items.length });
    await announceWork(ctx, ["outbox"]);
    const count = await inWrite(ctx, importCatalog.kind, async (writing) => ({
      value: await work(writing as TenantTxCtx, items.slice(at, at + batchSize)),
      note: null,
    }));
    count();
  }
  if (items.length > 0) await job.progress({ phase, done: items.length, total: items.length });
}

async function finish(ctx: TenantCtx, jobId: string, pictures: FetchPictures["items"]): Promise<void> {
  await announceWork(ctx, ["jobs"]);
  await inWrite(ctx, importCatalog.kind, async (writing) => {
    const tx = (writing as TenantTxCtx).db;
    const picturesJob = pictures.length === 0 ? null : await enqueue(tx, fetchPictures, { items: pictures }, ctx.now());
    await endImport(tx, jobId, picturesJob);
    return { value: null, note: null };
  });
}
