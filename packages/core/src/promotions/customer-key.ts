import { hash } from "node:crypto";

/** By what a buyer is counted: a digest of the address, written in any way; null while there is none. */
export function customerKey(email: string): string;
export function customerKey(email: string | null): string | null;
export function customerKey(email: string | null): string | null {
  return email === null ? null : hash("sha256", email.trim().toLowerCase(), "base64url");
}
