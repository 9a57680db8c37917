import { createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { decrypt, encrypt } from "./master-keys.ts";

/** Where a sealed text is kept. It opens there and nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly row: string;
}

/** A column whose texts are sealed, so that they can be sealed anew; `row` names the column of the row's id. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The key that seals one owner's secrets, unwrapped. */
export interface DataKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** What a text was sealed for: the owner and the place, in a form in which no two are spelled the same. */
const bindingOf = (ownerId: string, { table, column, row }: Place): string =>
  JSON.stringify(["meridian/sealed/v2", ownerId, table, column, row]);

/** Keys for different purposes are derived apart (HKDF-SHA-256, RFC 5869). */
const derived = (key: Uint8Array, salt: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", key, salt, purpose, 32));

/** Answers `v2.<data key's id>.<nonce>.<tag>.<ciphertext>`. */
export function sealWith(dataKey: DataKey, ownerId: string, place: Place, secret: string): string {
  const key = derived(dataKey.key, ownerId, "meridian/seal/v2");
  return `v2.${dataKey.id}.${encrypt(key, bindingOf(ownerId, place), Buffer.from(secret, "utf8"))}`;
}

/** The id of the data key that a text is sealed with; null for a text of the first format, which knew none. */
export function dataKeyIdOf(sealed: string): string | null {
  const [version, id] = sealed.split(".");
  if (version === "v1") return null;
  if (version !== "v2" || id === undefined) throw new RangeError("not a sealed text");
  return id;
}

/** Undoes `sealWith`; throws when a byte, the owner, the place or the key differs. */
export function openWith(dataKey: DataKey, ownerId: string, place: Place, sealed: string): string {
  if (dataKeyIdOf(sealed) !== dataKey.id) throw new RangeError("sealed with another key");
  const key = derived(dataKey.key, ownerId, "meridian/seal/v2");
  return decrypt(key, bindingOf(ownerId, place), sealed.slice(`v2.${dataKey.id}.`.length)).toString("utf8");
}

/** Opens the first format, `v1.<nonce>.<tag>.<ciphertext>`: a key derived from the master key, and no place. */
export function openFirstFormat(masterKey: Uint8Array, ownerId: string, sealed: string): string {
  const [version, nonce, tag, body] = sealed.split(".");
  if (version !== "v1" || nonce === undefined || tag === undefined || body === undefined)
    throw new RangeError("not a sealed text");
  const key = derived(masterKey, ownerId, "meridian/tenant-secrets/v1");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

/** A text that only a holder of the owner's key can make, the same each time. */
export function macWith(dataKey: DataKey, ownerId: string, purpose: string, text: string): string {
  return createHmac("sha256", derived(dataKey.key, ownerId, `meridian/mac/${purpose}`))
    .update(text)
    .digest("base64url");
}
