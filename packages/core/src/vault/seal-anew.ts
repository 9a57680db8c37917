import type { PlatformCtx } from "../platform/context.ts";
import { markChecked } from "../platform/data-keys.ts";
import type { Db } from "../platform/db.ts";
import { resealColumns } from "../platform/resealing.ts";
import type { SealedColumn } from "../platform/sealing.ts";
import { forgetVault, vaultFor } from "../platform/vault.ts";

/** Whose secrets are where. */
export interface SealedThings {
  /** A tenant's id, or `control`. */
  readonly ownerId: string;
  readonly db: Db<"tenant" | "control">;
  readonly columns: readonly SealedColumn[];
}

/** Seals all of the owner's texts with its current key, which it gets now if it has none; answers how many changed. */
export async function sealAnew(ctx: PlatformCtx, { ownerId, db, columns }: SealedThings): Promise<number> {
  forgetVault(ctx.settings, ctx.db, ownerId);
  const vault = await vaultFor(ctx.db, ctx, ownerId);
  const resealed = await resealColumns(db, columns, vault);
  await markChecked(ctx.db, vault.keyId, ctx.now());
  return resealed;
}
