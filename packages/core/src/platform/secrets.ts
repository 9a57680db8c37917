import { createHash, hash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new secret of 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** SHA-256 in hex: enough to store a secret of 256 random bits, which needs no salt and no slow hash. */
export const hashSecret = (secret: string): string => hash("sha256", secret, "hex");

/** Compares two texts in a time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
