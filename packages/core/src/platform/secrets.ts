import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** The key that seals one tenant's secrets: HKDF-SHA-256 (RFC 5869) of the region's master key. */
function tenantKey(masterKey: Uint8Array, tenantId: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", masterKey, tenantId, "meridian/tenant-secrets/v1", 32));
}

/** Seals a secret with AES-256-GCM under the tenant's key; answers `v1.<nonce>.<tag>.<ciphertext>`. */
export function seal(masterKey: Uint8Array, tenantId: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", tenantKey(masterKey, tenantId), nonce);
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made; throws when it was changed or sealed for another tenant. */
export function open(masterKey: Uint8Array, tenantId: string, sealed: string): string {
  const [version, nonce, tag, body] = sealed.split(".");
  if (version !== "v1" || nonce === undefined || tag === undefined || body === undefined)
    throw new RangeError("not a sealed secret");
  const decipher = createDecipheriv("aes-256-gcm", tenantKey(masterKey, tenantId), Buffer.from(nonce, "base64url"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

/** A new secret of 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** SHA-256 in hex: enough to store a secret of 256 random bits, which needs no salt and no slow hash. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Compares two texts in a time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
