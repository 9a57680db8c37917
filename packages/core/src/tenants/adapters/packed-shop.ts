import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { openBytes, sealBytes } from "../../platform/sealed-bytes.ts";
import type { Frame } from "../region-tables.ts";

/**
 * Shops that are packed away lie in the region's file store, in a folder that is never served: one file each, made of
 * parts that are compressed and then sealed, so that tables can be read in any order. Where each part lies is kept in
 * the directory. A part opens at its own place of its own file only.
 */
const pack = promisify(gzip);
const unpack = promisify(gunzip);
const tenantPattern = /^ten_[0-9a-hjkmnp-tv-z]{26}$/;
const filePattern = /^pak_[0-9a-hjkmnp-tv-z]{26}$/;

function folderOf(mediaDir: string, tenantId: string): string {
  if (!tenantPattern.test(tenantId)) throw new RangeError("a shop's folder is named by its id");
  return join(mediaDir, ".asleep", tenantId);
}

/** Which file of which shop, and the key that opens it. */
export interface PackedFile {
  readonly mediaDir: string;
  readonly tenantId: string;
  readonly fileId: string;
  readonly key: Uint8Array;
}

function pathOf({ mediaDir, tenantId, fileId }: Omit<PackedFile, "key">): string {
  if (!filePattern.test(fileId)) throw new RangeError("a packed shop's file is named by its id");
  return join(folderOf(mediaDir, tenantId), fileId);
}

const bindingOf = ({ tenantId, fileId }: PackedFile, table: string, part: number): string =>
  JSON.stringify(["meridian/packed-shop/v1", tenantId, fileId, table, part]);

export interface Packing {
  readonly append: (table: string, lines: string) => Promise<void>;
  /** Puts the file in its place, whole and on the disk; answers where each table's parts are. */
  finish(): Promise<{ readonly frames: Record<string, Frame[]>; readonly bytes: number }>;
  /** Closes it; a file that was not finished goes. */
  end(): Promise<void>;
}

export async function beginPacking(file: PackedFile): Promise<Packing> {
  const path = pathOf(file);
  const folder = folderOf(file.mediaDir, file.tenantId);
  await mkdir(folder, { recursive: true });
  const draft = `${path}.part`;
  const handle = await open(draft, "w");
  const frames: Record<string, Frame[]> = {};
  let at = 0;
  return {
    append: async (table, lines) => {
      const parts = (frames[table] ??= []);
      if (lines === "") return;
      const sealed = sealBytes(file.key, bindingOf(file, table, parts.length), await pack(lines));
      await handle.writeFile(sealed);
      parts.push({ at, bytes: sealed.byteLength });
      at += sealed.byteLength;
    },
    finish: async () => {
      await handle.sync();
      await rename(draft, path);
      const entries = await open(folder, "r");
      try {
        await entries.sync();
      } finally {
        await entries.close();
      }
      return { frames, bytes: at };
    },
    end: async () => {
      await handle.close();
      await rm(draft, { force: true });
    },
  };
}

/** A table's lines, part by part. */
export async function* readPacked(
  file: PackedFile,
  table: string,
  frames: Readonly<Record<string, readonly Frame[]>>,
): AsyncIterable<string> {
  const handle = await open(pathOf(file), "r");
  try {
    for (const [part, { at, bytes }] of (frames[table] ?? []).entries()) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, at);
      if (bytesRead !== bytes) throw new RangeError(`the packed table ${table} is cut off`);
      yield (await unpack(openBytes(file.key, bindingOf(file, table, part), buffer))).toString("utf8");
    }
  } finally {
    await handle.close();
  }
}

/** SHA-256 of a packed table's lines, as it is read back. */
export async function hashPacked(
  file: PackedFile,
  table: string,
  frames: Readonly<Record<string, readonly Frame[]>>,
): Promise<string> {
  const hash = createHash("sha256");
  for await (const lines of readPacked(file, table, frames)) hash.update(lines);
  return hash.digest("hex");
}

/** Removes all that is packed of a shop. */
export const removePacked = (mediaDir: string, tenantId: string): Promise<void> =>
  rm(folderOf(mediaDir, tenantId), { recursive: true, force: true });

/**
 * Removes a shop's packed files that are older than this one, and this one too unless it is kept. Ids sort by their
 * time: whoever tidies up late never takes a newer file away.
 */
export async function removePackedUntil(
  mediaDir: string,
  tenantId: string,
  fileId: string,
  last: "kept" | "gone",
): Promise<void> {
  const folder = folderOf(mediaDir, tenantId);
  for (const name of await readdir(folder).catch(() => [])) {
    const id = name.replace(/\.part$/, "");
    if (id < fileId || (id === fileId && last === "gone")) await rm(join(folder, name), { force: true });
  }
}
