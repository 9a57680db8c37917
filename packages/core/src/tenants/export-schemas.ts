/** Shapes of copies of a shop and of its closing. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { id, instant } from "../wire.ts";

export const ShopExport = z.object({
  id: id("exp"),
  state: z.enum(["waiting", "done", "failed"]),
  requestedAt: instant,
  finishedAt: instant.nullable(),
  /** Until when the file is kept. */
  expiresAt: instant.nullable(),
  bytes: z.int().nullable(),
  /** SHA-256 of the file, in hex. */
  sha256: z.string().nullable(),
  /** Rows of all tables. */
  rows: z.int().nullable(),
  pictures: z.int().nullable(),
  /** Where to fetch it, good for ten minutes; null until it is done. */
  url: z.string().nullable(),
});
export type ShopExport = z.output<typeof ShopExport>;
export const ShopExports = z.object({ items: z.array(ShopExport) });
export const StartedExport = z.object({ id: id("exp") });

/** What was erased of a shop, and when: no personal data. */
export const ErasureCertificate = z.object({
  tenantId: id("ten"),
  begunAt: instant,
  finishedAt: instant,
  /** Tables of the shop, their rows, its files and their bytes, as they were found. */
  tables: z.int(),
  rows: z.int(),
  files: z.int(),
  bytes: z.int(),
});
export type ErasureCertificate = z.output<typeof ErasureCertificate>;

/** Region → control plane: null while it is under way. */
export const ErasureState = z.object({ certificate: ErasureCertificate.nullable() });
