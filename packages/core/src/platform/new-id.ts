import { randomFillSync } from "node:crypto";
import { type Id, idFromBytes, stampUuidV7 } from "../kernel/ids.ts";

/** Asked for by the block: a call to the system for each id costs more than the id. */
const block = new Uint8Array(4_096);
let used = block.length;

/** Random bytes that nobody else gets. */
export function freshBytes(count: number): Uint8Array {
  if (used + count > block.length) {
    randomFillSync(block);
    used = 0;
  }
  const from = used;
  used += count;
  const bytes = block.slice(from, used);
  block.fill(0, from, used);
  return bytes;
}

/** A new time-ordered id (UUIDv7): good for primary keys, no secret. */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return idFromBytes(prefix, stampUuidV7(freshBytes(16), Date.now()));
}

/** A new unguessable id (128 random bits): whoever knows it may use what it names (carts, checkouts). */
export function newSecretId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return idFromBytes(prefix, freshBytes(16));
}
