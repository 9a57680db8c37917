/**
 * One-time codes of an authenticator app: RFC 6238 (TOTP) over RFC 4226 (HOTP), HMAC-SHA-1, six digits, steps of
 * 30 seconds: what every app reads, and the only one that some do.
 */
import { createHmac, randomBytes } from "node:crypto";
import { sameSecret } from "../platform/secrets.ts";
import { toBase32 } from "./rules/base32.ts";

export const stepSeconds = 30;
const digits = 6;
/** Steps before and after the present one whose codes are taken too: clocks differ, and people type slowly. */
const tolerance = 1;

/** A new secret of 160 random bits, as RFC 4226 §4 recommends. */
export const newCodeSecret = (): Uint8Array => randomBytes(20);

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds);

/** The code of one step. */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const offset = (hash[hash.length - 1] ?? 0) & 0x0f;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, "0");
}

/** The step whose code this is, near `now`; undefined for a wrong code. Every step is looked at, whichever fits. */
export function matchingStep(secret: Uint8Array, code: string, now: Date): number | undefined {
  const present = stepOf(now);
  let found: number | undefined;
  for (let step = present - tolerance; step <= present + tolerance; step++) {
    if (sameSecret(codeAt(secret, step), code)) found = step;
  }
  return found;
}

/** What an authenticator app is shown: the de-facto Key Uri Format. */
export function codeUri(secret: Uint8Array, account: string): string {
  const issuer = "Meridian";
  const query = new URLSearchParams({ secret: toBase32(secret), issuer, digits: String(digits), period: "30" });
  return `otpauth://totp/${issuer}:${encodeURIComponent(account)}?${query.toString()}`;
}

/** A code for the day when the phone is lost: 80 random bits in four groups, `k3vq-7hma-2xpd-wz5n`. */
export function newRecoveryCode(): string {
  return (toBase32(randomBytes(10)).toLowerCase().match(/.{4}/g) ?? []).join("-");
}

/** Typed codes in one form: capitals, blanks and hyphens make no difference. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, "").toLowerCase();
