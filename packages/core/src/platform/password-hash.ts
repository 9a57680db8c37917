import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's second choice of parameters for argon2id: 19 MiB, two passes, one lane. */
let cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const hashBytes = 32;
const saltBytes = 16;

/** Makes this process's hashes as cheap as argon2id can be: for tests alone, which open hundreds of accounts. */
export function hashCheaply(): void {
  cost = { memory: 8, passes: 1, parallelism: 1 };
}

/** A hash of nothing: comparing with it takes as long as with a real one, and never succeeds. */
const nobodys = (): string => phc(cost, Buffer.alloc(saltBytes), Buffer.alloc(hashBytes));

const derive = promisify(argon2);

/** The password's argon2id hash (RFC 9106) as a PHC string. Runs off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes);
  const hash = await derive("argon2id", {
    message: bytesOf(password),
    nonce,
    ...cost,
    tagLength: hashBytes,
  });
  return phc(cost, nonce, hash);
}

/** Whether the password belongs to the hash; without a hash the answer is no, after the same work. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = parse(stored ?? nobodys());
  if (parsed === undefined) throw new RangeError("a stored password hash is not argon2id in PHC form");
  const { hash, ...parameters } = parsed;
  const derived = await derive("argon2id", { message: bytesOf(password), tagLength: hash.length, ...parameters });
  return timingSafeEqual(derived, hash) && stored !== null;
}

/** Keyboards write the same letter in different code points: hashes are of one form. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize("NFC"), "utf8");

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

function phc({ memory, passes, parallelism }: Cost, salt: Buffer, hash: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

function parse(text: string) {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  if (found === null) return undefined;
  const [, m, t, p, salt = "", hash = ""] = found;
  return {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    nonce: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}
