/**
 * Identifiers: a readable prefix and 128 bits in Crockford base32 (26 characters, lower case).
 * Time-ordered ids carry a UUIDv7 (RFC 9562), secret ones 128 random bits.
 */

/** `Id<"ord">` is `ord_01k…`: the prefix keeps an order's id from being passed as a product's. */
export type Id<Prefix extends string = string> = `${Prefix}_${string}`;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const pattern = /^[a-z]{2,6}_[0-9a-hjkmnp-tv-z]{26}$/;

/** Whether `text` is a well-formed id with this prefix. Says nothing about existence. */
export function isId<Prefix extends string>(prefix: Prefix, text: string): text is Id<Prefix> {
  return text.startsWith(`${prefix}_`) && pattern.test(text);
}

/** Encodes 16 bytes as 26 Crockford base32 characters; order of the text is order of the bytes. */
export function encodeBase32(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = `${alphabet[Number(value & 31n)]}${text}`;
    value >>= 5n;
  }
  return text;
}

/** The id with `prefix` over the given 16 bytes. */
export function idFromBytes<Prefix extends string>(prefix: Prefix, bytes: Uint8Array): Id<Prefix> {
  return `${prefix}_${encodeBase32(bytes)}`;
}

/** Lays a UUIDv7 (RFC 9562 §5.7) over 16 random bytes, in place. `millis` is Unix time. */
export function stampUuidV7(bytes: Uint8Array, millis: number): Uint8Array {
  let time = BigInt(millis);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = Number(time & 255n);
    time >>= 8n;
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes;
}
