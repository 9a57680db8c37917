import { createHmac } from "node:crypto";
import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { sameSecret } from "../platform/secrets.ts";
import type { Settings } from "../platform/settings.ts";

const goodForSeconds = 600;

type Signer = Pick<Settings, "serviceSecret">;

function macOf(settings: Signer, tenantId: string, exportId: string, until: number): string {
  const text = JSON.stringify(["export-link", tenantId, exportId, until]);
  return createHmac("sha256", settings.serviceSecret).update(text).digest("base64url");
}

/** An address that opens one copy of one shop for ten minutes, without any other credential: a browser's download. */
export function exportLink(
  { settings, now }: Pick<PlatformCtx, "settings" | "now">,
  tenantId: string,
  exportId: string,
): string {
  const until = Math.floor(addSeconds(now(), goodForSeconds).getTime() / 1000);
  const mac = macOf(settings, tenantId, exportId, until);
  return `${settings.publicUrl}/exports/${tenantId}/${exportId}?until=${until}&mac=${mac}`;
}

/** Whether the address was made by `exportLink` and is still good. */
export function opensExport(
  { settings, now }: Pick<PlatformCtx, "settings" | "now">,
  { tenantId, exportId, until, mac }: { tenantId: string; exportId: string; until: string; mac: string },
): boolean {
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 < now().getTime()) return false;
  return sameSecret(mac, macOf(settings, tenantId, exportId, Number(until)));
}
