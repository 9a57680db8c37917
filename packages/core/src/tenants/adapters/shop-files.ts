import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { tarEnd, tarHeader, tarPadding } from "../rules/tar.ts";
import { removePacked } from "./packed-shop.ts";

/**
 * A shop's files in the region's store: its pictures, and beside them in a folder that is never served the copies that
 * are made of it. Names are ids of ours, so that no path can leave the folder.
 */
const tenantPattern = /^ten_[0-9a-hjkmnp-tv-z]{26}$/;
const copyPattern = /^exp_[0-9a-hjkmnp-tv-z]{26}$/;

function picturesOf(mediaDir: string, tenantId: string): string {
  if (!tenantPattern.test(tenantId)) throw new RangeError("a shop's folder is named by its id");
  return join(mediaDir, tenantId);
}

function copiesOf(mediaDir: string, tenantId: string): string {
  if (!tenantPattern.test(tenantId)) throw new RangeError("a shop's folder is named by its id");
  return join(mediaDir, ".copies", tenantId);
}

export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
}

async function filesIn(folder: string): Promise<StoredFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const files = names.filter((name) => !name.startsWith(".")).toSorted();
  return Promise.all(files.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
}

/** Names and sizes of a shop's pictures; each is named by its own SHA-256. */
export const listPictures = (mediaDir: string, tenantId: string): Promise<StoredFile[]> =>
  filesIn(picturesOf(mediaDir, tenantId));

/** Removes everything of a shop; nothing that is there no more is missed. */
export async function removeShopFiles(mediaDir: string, tenantId: string): Promise<void> {
  await rm(copiesOf(mediaDir, tenantId), { recursive: true, force: true });
  await removePacked(mediaDir, tenantId);
  await rm(picturesOf(mediaDir, tenantId), { recursive: true, force: true });
}

/** Where a copy is put together: a folder of its own, whose files go into the archive. */
export interface Draft {
  /** Adds lines to a file. */
  append(file: string, lines: string): Promise<void>;
  /** Packs the manifest, the files and the shop's pictures, and puts the archive in its place, whole or not at all. */
  pack(manifest: string, files: readonly string[], pictures: readonly StoredFile[], at: Date): Promise<PackedCopy>;
  discard(): Promise<void>;
}

export interface PackedCopy {
  readonly bytes: number;
  readonly sha256: string;
}

export async function beginCopy(mediaDir: string, tenantId: string, copyId: string): Promise<Draft> {
  const archive = archiveOf(mediaDir, tenantId, copyId);
  const folder = join(copiesOf(mediaDir, tenantId), `.${randomBytes(8).toString("hex")}.part`);
  await mkdir(join(folder, "tables"), { recursive: true });
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return {
    discard,
    append: async (file, lines) => {
      const handle = await open(join(folder, "tables", file), "a");
      try {
        await handle.writeFile(lines);
      } finally {
        await handle.close();
      }
    },
    pack: async (manifest, files, pictures, at) => {
      const packed = join(folder, "archive");
      const parts = entries(manifest, folder, files, join(mediaDir, tenantId), pictures);
      await pipeline(Readable.from(tarOf(parts, at)), createGzip(), createWriteStream(packed));
      const handle = await open(packed, "r+");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      const done = { bytes: (await stat(packed)).size, sha256: await hashOf(packed) };
      await rename(packed, archive);
      await discard();
      return done;
    },
  };
}

function archiveOf(mediaDir: string, tenantId: string, copyId: string): string {
  if (!copyPattern.test(copyId)) throw new RangeError("a copy is named by its id");
  return join(copiesOf(mediaDir, tenantId), `${copyId}.tar.gz`);
}

/** A finished copy to be read; undefined when it is not there. */
export async function openCopy(
  mediaDir: string,
  tenantId: string,
  copyId: string,
): Promise<{ readonly bytes: number; stream(): Readable } | undefined> {
  const path = archiveOf(mediaDir, tenantId, copyId);
  const found = await stat(path).catch(() => undefined);
  return found && { bytes: found.size, stream: () => createReadStream(path) };
}

/** Where a finished copy lies, for somebody at the region's own shell. */
export async function copyPath(mediaDir: string, tenantId: string, copyId: string): Promise<string | undefined> {
  const path = archiveOf(mediaDir, tenantId, copyId);
  return (await stat(path).catch(() => undefined)) === undefined ? undefined : path;
}

export async function removeCopy(mediaDir: string, tenantId: string, copyId: string): Promise<void> {
  await rm(archiveOf(mediaDir, tenantId, copyId), { force: true });
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
  readonly stream: () => AsyncIterable<Uint8Array>;
}

async function* entries(
  manifest: string,
  folder: string,
  files: readonly string[],
  pictureFolder: string,
  pictures: readonly StoredFile[],
): AsyncIterable<Entry> {
  const bytes = Buffer.from(manifest);
  yield { name: "manifest.json", bytes: bytes.byteLength, stream: () => Readable.from([bytes]) };
  for (const file of files) {
    const path = join(folder, "tables", file);
    yield { name: `tables/${file}`, bytes: (await stat(path)).size, stream: () => createReadStream(path) };
  }
  for (const { name, bytes: size } of pictures) {
    yield { name: `pictures/${name}`, bytes: size, stream: () => createReadStream(join(pictureFolder, name)) };
  }
}

async function* tarOf(parts: AsyncIterable<Entry>, at: Date): AsyncIterable<Uint8Array> {
  for await (const { name, bytes, stream } of parts) {
    yield tarHeader(name, bytes, at);
    let written = 0;
    for await (const chunk of stream()) {
      written += chunk.byteLength;
      yield chunk;
    }
    if (written !== bytes) throw new RangeError(`the file ${name} changed while it was packed`);
    yield tarPadding(bytes);
  }
  yield tarEnd();
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
