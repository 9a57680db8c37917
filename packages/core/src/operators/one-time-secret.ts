import type { PlatformCtx } from "../platform/context.ts";
import { controlVault } from "../platform/vault.ts";
import { fromBase32, toBase32 } from "../staff/index.ts";

type VaultCtx = Pick<PlatformCtx<"control">, "settings" | "now" | "db">;

const placeOf = (operatorId: string) => ({ table: "operators", column: "sealed_secret", row: operatorId });

/** Seals an authenticator app's secret. In a transaction the vault must have been opened before it. */
export async function sealOneTimeSecret(ctx: VaultCtx, operatorId: string, secret: Uint8Array): Promise<string> {
  return (await controlVault(ctx)).seal(placeOf(operatorId), toBase32(secret));
}

export async function openOneTimeSecret(ctx: VaultCtx, operatorId: string, sealed: string): Promise<Uint8Array> {
  return fromBase32((await controlVault(ctx)).open(placeOf(operatorId), sealed));
}
