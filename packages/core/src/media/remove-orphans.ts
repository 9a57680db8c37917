import { addSeconds } from "../kernel/time.ts";
import type { TenantCtx } from "../platform/context.ts";
import { filesBefore, removeIfBefore } from "./adapters/filesystem.ts";
import { knownPictures } from "./queries/pictures.ts";

/** Far longer than anything may take from storing a file to the row that names it. */
const graceSeconds = 24 * 3600;

/** Removes files that were stored for a picture which then did not come to be: a crash, a full plan, a missing product. */
export async function removeOrphans(ctx: TenantCtx): Promise<void> {
  // A file's age is the disk's, whatever clock the context has.
  const before = addSeconds(new Date(), -graceSeconds);
  const { mediaDir } = ctx.settings;
  const old = await filesBefore(mediaDir, ctx.tenant.id, before);
  if (old.length === 0) return;
  const known = await knownPictures(ctx.db, [...new Set(old.map(hashOf))]);
  for (const file of old) {
    if (!known.has(hashOf(file))) await removeIfBefore(mediaDir, ctx.tenant.id, file, before);
  }
}

/** The content's hash, with which the name of a picture and of its copies begins. */
const hashOf = (file: string): string => file.slice(0, 64);
