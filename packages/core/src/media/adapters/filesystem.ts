import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, stat, unlink } from "node:fs/promises";
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

/** Writes a picture's bytes under their hash. The file appears whole or not at all; a second time is no work. */
export async function storeFile(mediaDir: string, tenantId: string, file: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(mediaDir, tenantId, file);
  if (path === undefined) throw new RangeError("a picture's file is named by its hash");
  if (await sizeOf(path).then((size) => size === bytes.byteLength)) return;
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

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
