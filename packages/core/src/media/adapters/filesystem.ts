import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, stat, unlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type PictureType, pictureWidths } from "../schemas.ts";

const tenantPattern = /^ten_[0-9a-hjkmnp-tv-z]{26}$/;
const filePattern = new RegExp(`^([0-9a-f]{64})(?:\\.(jpg|png|webp|gif|avif)|-(?:${pictureWidths.join("|")})\\.webp)$`);

const mimes: Readonly<Record<PictureType, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
};

/**
 * Writes a picture's bytes under their hash. The file appears whole or not at all; a second time only makes it young
 * again, so that nobody takes it for forgotten.
 */
export async function storeFile(mediaDir: string, tenantId: string, file: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(mediaDir, tenantId, file);
  if (path === undefined) throw new RangeError("a picture's file is named by its hash");
  if ((await sizeOf(path)) === bytes.byteLength && (await touch(path))) return;
  await mkdir(join(mediaDir, tenantId), { recursive: true });
  const draft = join(mediaDir, tenantId, `.${randomBytes(8).toString("hex")}.part`);
  const handle = await open(draft, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    // A full disk keeps no half of it.
    await unlink(draft).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  await rename(draft, path);
}

/** A stored picture, ready to be sent. Named by content, it never changes: fit for caching without end. */
export interface OpenPicture {
  readonly mime: string;
  readonly bytes: number;
  stream(): Readable;
}

/** The file behind a picture's address; undefined for any name that is not one, and for what is not there. */
export async function openFile(mediaDir: string, tenantId: string, file: string): Promise<OpenPicture | undefined> {
  const path = pathOf(mediaDir, tenantId, file);
  const [, , type = "webp"] = filePattern.exec(file) ?? [];
  if (path === undefined) return undefined;
  const bytes = await sizeOf(path);
  if (bytes === undefined) return undefined;
  return { mime: mimes[type as PictureType], bytes, stream: () => createReadStream(path) };
}

/** Both parts match a pattern without dots and slashes, so the path cannot leave the folder. */
function pathOf(mediaDir: string, tenantId: string, file: string): string | undefined {
  return tenantPattern.test(tenantId) && filePattern.test(file) ? join(mediaDir, tenantId, file) : undefined;
}

/** Files of a shop that nobody has stored since, and drafts that a crash left. */
export async function filesBefore(mediaDir: string, tenantId: string, before: Date): Promise<string[]> {
  if (!tenantPattern.test(tenantId)) return [];
  const folder = join(mediaDir, tenantId);
  const names = await readdir(folder).catch(ifMissing([]));
  const old: string[] = [];
  for (const name of names) {
    const isOurs = filePattern.test(name) || name.endsWith(".part");
    if (isOurs && (await changedAt(join(folder, name))) < before) old.push(name);
  }
  return old;
}

/** Removes a file that is still as old: one that was stored again in this very moment is put back. */
export async function removeIfBefore(mediaDir: string, tenantId: string, file: string, before: Date): Promise<void> {
  const path = join(mediaDir, tenantId, file);
  const aside = join(mediaDir, tenantId, `.${randomBytes(8).toString("hex")}.part`);
  if (!(await rename(path, aside).then(() => true, ifMissing(false)))) return;
  if ((await changedAt(aside)) < before) await unlink(aside);
  else await rename(aside, path);
}

async function changedAt(path: string): Promise<Date> {
  return stat(path).then(({ mtime }) => mtime, ifMissing(new Date(8.64e15)));
}

async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(() => true, ifMissing(false));
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(({ size }) => size, ifMissing(undefined));
}

/** What stands for a file that is not there; any other trouble stays one. */
function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return instead;
    throw error;
  };
}
