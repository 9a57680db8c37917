import { randomBytes } from "node:crypto";
import { type Id, idFromBytes, stampUuidV7 } from "../kernel/ids.ts";

/** A new time-ordered id (UUIDv7): good for primary keys, no secret. */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return idFromBytes(prefix, stampUuidV7(randomBytes(16), Date.now()));
}

/** A new unguessable id (128 random bits): whoever knows it may use what it names (carts, checkouts). */
export function newSecretId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return idFromBytes(prefix, randomBytes(16));
}
