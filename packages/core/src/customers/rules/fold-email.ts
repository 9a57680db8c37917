/**
 * Whether two addresses are one person's. RFC 5321 §2.4 leaves the case of the local part to its host; no host
 * in use tells letters of one address apart by case, so both parts are folded.
 */
export function foldEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}
