import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./ports.ts";

export interface Secrets {
  /** Ed25519 as JSON Web Keys; the private one goes to the control plane alone. */
  tokenPrivateKey: string;
  tokenPublicKey: string;
  /** 32 bytes, base64. */
  masterKey: Record<Place, string>;
  serviceSecret: string;
}

/** Made once per data folder: with other keys, sealed settings could not be opened again. */
export function ensureSecrets(data: string): Secrets {
  const file = join(data, "secrets.json");
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Secrets) : undefined;
  // A folder of an older version has no key for the control plane.
  if (kept?.masterKey.control !== undefined) return kept;
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const kid = randomBytes(8).toString("hex");
  const jwk = (key: typeof publicKey) =>
    JSON.stringify({ ...key.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" });
  const masterKey = () => randomBytes(32).toString("base64");
  const secrets: Secrets = {
    tokenPrivateKey: jwk(privateKey),
    tokenPublicKey: jwk(publicKey),
    masterKey: { control: masterKey(), eu: masterKey(), us: masterKey() },
    serviceSecret: randomBytes(32).toString("base64url"),
    ...kept,
    ...(kept === undefined ? {} : { masterKey: { ...kept.masterKey, control: masterKey() } }),
  };
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
