import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { DomainError } from "../kernel/errors.ts";
import type { Settings } from "./settings.ts";

/**
 * Wraps data keys and unwraps them, as a key management service does (encrypt and decrypt with additional data). The
 * implementation here holds the master keys in memory, from the settings; one that asks a service fits behind it, for
 * nothing calls it within a transaction.
 */
export interface MasterKeys {
  /** Id of the key that wraps from now on. */
  readonly current: string;
  /** Ids of all keys that can unwrap, the current one first. */
  readonly known: readonly string[];
  /** Wraps under the current key. `binding` must be the same at unwrapping. */
  wrap(dataKey: Uint8Array, binding: string): Promise<string>;
  /** Throws `unavailable` for a master key that this process was not given, anything else for a changed text. */
  unwrap(masterKeyId: string, wrapped: string, binding: string): Promise<Uint8Array>;
}

/** The name of a master key, made from the key itself: nobody can give two keys one name. Tells nothing of the key. */
export function masterKeyId(key: Uint8Array): string {
  return `mk_${createHmac("sha256", key).update("meridian/master-key-id/v1").digest("hex").slice(0, 16)}`;
}

const bytes = { nonce: 12, tag: 16 } as const;

/** AES-256-GCM under a nonce of its own; answers nonce, tag and ciphertext, each base64url, joined by dots. */
export function encrypt(key: Uint8Array, binding: string, plain: Uint8Array): string {
  const nonce = randomBytes(bytes.nonce);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: bytes.tag }).setAAD(Buffer.from(binding));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url")).join(".");
}

const notSealed = (): RangeError => new RangeError("not a sealed text");

/** Undoes `encrypt`; throws when a byte, the key or the binding differs. */
export function decrypt(key: Uint8Array, binding: string, text: string): Buffer {
  const parts = text.split(".");
  const [nonce, tag, body] = parts.map((part) => {
    const decoded = Buffer.from(part, "base64url");
    // Several spellings of one ciphertext would be several texts that open.
    if (decoded.toString("base64url") !== part) throw notSealed();
    return decoded;
  });
  if (parts.length !== 3 || nonce?.length !== bytes.nonce || tag?.length !== bytes.tag || body === undefined) {
    throw notSealed();
  }
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: bytes.tag });
  decipher.setAAD(Buffer.from(binding)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

/** Master keys that the settings hold: the current one, and others that older data keys are wrapped by. */
export function localMasterKeys(current: Uint8Array, others: readonly Uint8Array[]): MasterKeys {
  const keys = new Map([current, ...others].map((key) => [masterKeyId(key), key]));
  return {
    current: masterKeyId(current),
    known: [...keys.keys()],
    wrap: async (dataKey, binding) => encrypt(current, binding, dataKey),
    unwrap: async (id, wrapped, binding) => {
      const key = keys.get(id);
      if (key === undefined) {
        const cause = new Error(`the master key ${id} is not among this process's settings`);
        throw new DomainError("unavailable", "platform.key_missing", {}, { cause });
      }
      return decrypt(key, binding, wrapped);
    },
  };
}

export function masterKeysOf({ masterKey, otherMasterKeys }: Settings): MasterKeys {
  return localMasterKeys(masterKey, otherMasterKeys ?? []);
}
