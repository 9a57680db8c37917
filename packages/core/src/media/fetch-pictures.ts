import type { TenantCtx } from "../platform/context.ts";
import { DomainError } from "../kernel/errors.ts";
import { defineJob, type JobRun } from "../platform/jobs.ts";
import { announceWork, inWrite, type TenantTxCtx } from "../platform/verb.ts";
import { download } from "./adapters/http-download.ts";
import { listPictures } from "./queries/pictures.ts";
import { FetchPictures, maxPictureBytes, type PictureFault } from "./schemas.ts";
import { attachPicture, storePicture } from "./store-picture.ts";

type Item = FetchPictures["items"][number];

/** A picture that is not there, for the report of the import: it fails no row. */
interface PictureWarning {
  readonly row: number | null;
  readonly code: PictureFault;
  readonly value: string;
}

const maxWarnings = 200;
const productsAtOnce = 4;
const timeoutMillis = 5_000;
/** After so many failures in a row a host is taken as unreachable for the rest of the run. */
const hostFailures = 3;

/** Fetches the pictures that an imported file names. Safe to run again: what is there is left alone. */
export const fetchPictures = defineJob({
  kind: "media.fetch",
  payload: FetchPictures,
  maxAttempts: 5,
  async run(ctx, { items }, job) {
    const run = new Run(ctx, items.length, job);
    const queue = [...Map.groupBy(items, (item) => item.productId)];
    await run.skipKnown(queue.map(([productId]) => productId));
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        for (const item of next[1]) await run.one(item);
      }
    };
    await Promise.all(Array.from({ length: productsAtOnce }, worker));
    const warnings = run.warnings.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
    return {
      added: run.added,
      total: items.length,
      warningCount: warnings.length,
      warnings: warnings.slice(0, maxWarnings),
    };
  },
});

class Run {
  readonly warnings: PictureWarning[] = [];
  added = 0;
  #done = 0;
  readonly #known = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #ctx: TenantCtx;
  readonly #total: number;
  readonly #job: JobRun;

  constructor(ctx: TenantCtx, total: number, job: JobRun) {
    this.#ctx = ctx;
    this.#total = total;
    this.#job = job;
  }

  async skipKnown(productIds: readonly string[]): Promise<void> {
    const rows = await listPictures(this.#ctx.db, productIds);
    for (const row of rows) if (row.source_url !== null) this.#known.add(`${row.product_id} ${row.source_url}`);
  }

  async one(item: Item): Promise<void> {
    if (!this.#known.has(`${item.productId} ${item.url}`)) {
      const fault = await this.#fetch(item);
      if (fault === undefined) this.added++;
      else this.warnings.push({ row: item.row, code: fault, value: item.url });
    }
    this.#done++;
    await this.#job.progress({ phase: "pictures", done: this.#done, total: this.#total });
  }

  async #fetch(item: Item): Promise<PictureFault | undefined> {
    const host = URL.parse(item.url)?.host ?? "";
    const failures = this.#failures.get(host) ?? 0;
    if (failures >= hostFailures) return "picture_unreachable";
    const privateHosts = this.#ctx.settings.privateMediaHosts;
    const got = await download(item.url, { maxBytes: maxPictureBytes, timeoutMillis, privateHosts });
    const unreachable = got.kind === "fault" && got.fault === "picture_unreachable";
    this.#failures.set(host, unreachable ? (this.#failures.get(host) ?? 0) + 1 : 0);
    if (got.kind === "fault") return got.fault;
    const stored = await storePicture(this.#ctx, got.bytes);
    if (typeof stored === "string") return stored;
    return this.#attach(item, stored);
  }

  async #attach(
    item: Item,
    stored: Exclude<Awaited<ReturnType<typeof storePicture>>, string>,
  ): Promise<PictureFault | undefined> {
    const { productId, variantId, alt, url } = item;
    await announceWork(this.#ctx, ["outbox"]);
    try {
      await inWrite(this.#ctx, "media.fetch", async (writing) => {
        const tx = writing as TenantTxCtx;
        await attachPicture(tx, stored, { productId, variantId, alt, sourceUrl: url }, tx.now());
        tx.emit({ type: "product.updated", aggregateId: productId, payload: { productId } });
        return { value: null, note: null };
      });
      return undefined;
    } catch (error) {
      // The product was deleted meanwhile: nothing is left to show the picture with.
      if (error instanceof DomainError && error.kind === "not_found") return "picture_not_found";
      if (error instanceof DomainError && error.code === "tenants.limit_storage") return "picture_no_room";
      throw error;
    }
  }
}
