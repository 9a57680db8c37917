import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Region } from "./ports.ts";

export interface Secrets {
  /** Ed25519 as JSON Web Keys; the private one goes to the control plane alone. */
  tokenPrivateKey: string;
  tokenPublicKey: string;
  /** 32 bytes, base64. */
  masterKey: Record<Region, string>;
  serviceSecret: string;
}

/** Made once per data folder: with other keys, sealed settings could not be opened again. */
export function ensureSecrets(data: string): Secrets {
  const file = join(data, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const kid = randomBytes(8).toString("hex");
  const jwk = (key: typeof publicKey) =>
    JSON.stringify({ ...key.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" });
  const secrets: Secrets = {
    tokenPrivateKey: jwk(privateKey),
    tokenPublicKey: jwk(publicKey),
    masterKey: { eu: randomBytes(32).toString("base64"), us: randomBytes(32).toString("base64") },
    serviceSecret: randomBytes(32).toString("base64url"),
  };
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
