import { addSeconds } from "../kernel/time.ts";
import type { TenantCtx } from "../platform/context.ts";
import { dropFilesBefore, forgetImportsBefore } from "./queries/old-imports.ts";

const day = 24 * 3600;
/** A file whose import failed is kept so long, for whoever looks for the reason; after a success it is let go at once. */
const failedFileDays = 7;
/** So long the outcome of an import can be looked up; its job is there for longer. */
const importDays = 90;

/** Lets go of imports' files and outcomes that have served their time. */
export async function forgetImports(ctx: TenantCtx): Promise<void> {
  await dropFilesBefore(ctx.db, addSeconds(ctx.now(), -failedFileDays * day));
  await forgetImportsBefore(ctx.db, addSeconds(ctx.now(), -importDays * day));
}
