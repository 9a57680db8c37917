/**
 * API keys: `pk_eu_…` may be shown to visitors, `sk_eu_…` never. The region in a key tells a client where to
 * call; the rest is 256 random bits in base64url (RFC 4648 §5), of which only a hash is kept.
 */
import type { ApiKeyKind } from "../schemas.ts";

const prefixes: Readonly<Record<ApiKeyKind, string>> = { publishable: "pk", secret: "sk" };

export function keyText(kind: ApiKeyKind, region: string, secret: string): string {
  return `${prefixes[kind]}_${region}_${secret}`;
}

export function keyHint(kind: ApiKeyKind, region: string, last4: string): string {
  return `${prefixes[kind]}_${region}_…${last4}`;
}

/** Whether a key still opens the door. */
export function keyIsLive(
  key: { readonly expiresAt: Date | null; readonly revokedAt: Date | null },
  now: Date,
): boolean {
  return key.revokedAt === null && (key.expiresAt === null || now < key.expiresAt);
}
