import type { webcrypto } from "node:crypto";
import { importJWK, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { DomainError } from "../../kernel/errors.ts";
import { isId, type Id } from "../../kernel/ids.ts";
import { addSeconds } from "../../kernel/time.ts";
import { isRegion, type Region } from "../../platform/regions.ts";
import type { Settings } from "../../platform/settings.ts";
import { clockSeconds, longestSeconds } from "../rules/token-age.ts";
import { Role } from "../schemas.ts";

/** What a region token says: who works for which shop, where, in which role. */
export interface StaffClaims {
  readonly userId: Id<"usr">;
  readonly tenantId: Id<"ten">;
  readonly role: Role;
  /** Languages that a translator works in; null for every other role. */
  readonly locales: readonly string[] | null;
  readonly region: Region;
  readonly issuedAt: Date;
}

const issuer = "meridian";
const algorithm = "EdDSA";
const type = "staff+jwt";
const tags = z.array(z.string()).min(1);

type Key = Awaited<ReturnType<typeof importJWK>>;
const imported = new WeakMap<webcrypto.JsonWebKey, Promise<Key>>();

function keyOf(jwk: webcrypto.JsonWebKey): Promise<Key> {
  const key = imported.get(jwk) ?? importJWK({ ...jwk }, algorithm);
  imported.set(jwk, key);
  return key;
}

/** Signs a token (JWT, RFC 7519; Ed25519, RFC 8037) that a region verifies by itself. */
export async function signStaffToken(settings: Settings, claims: StaffClaims): Promise<string> {
  if (settings.tokenPrivateKey === null) throw new TypeError("only the control plane signs staff tokens");
  const { userId, tenantId, role, locales, region, issuedAt } = claims;
  // `iat` counts whole seconds; revocation compares milliseconds.
  return new SignJWT({ kind: "staff", ten: tenantId, role, locales, at: issuedAt.getTime() })
    .setProtectedHeader({ alg: algorithm, typ: type })
    .setIssuer(issuer)
    .setAudience(region)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(addSeconds(issuedAt, longestSeconds))
    .sign(await keyOf(settings.tokenPrivateKey));
}

/** The claims of a token that the control plane signed and that is less than a day old. Throws `auth.invalid_credential`. */
export async function verifyStaffToken(settings: Settings, token: string, now: Date): Promise<StaffClaims> {
  try {
    const { payload } = await jwtVerify(token, await keyOf(settings.tokenPublicKey), {
      algorithms: [algorithm],
      issuer,
      typ: type,
      requiredClaims: ["sub", "aud", "exp", "iat"],
      maxTokenAge: longestSeconds,
      clockTolerance: clockSeconds,
      currentDate: now,
    });
    return claimsOf(payload);
  } catch (error) {
    throw new DomainError("forbidden", "auth.invalid_credential", {}, { cause: error });
  }
}

function claimsOf(payload: Readonly<Record<string, unknown>>): StaffClaims {
  const { sub, ten, aud, at, kind } = payload;
  if (typeof sub !== "string" || !isId("usr", sub)) throw new TypeError("sub");
  if (typeof ten !== "string" || !isId("ten", ten)) throw new TypeError("ten");
  if (typeof aud !== "string" || !isRegion(aud)) throw new TypeError("aud");
  if (typeof at !== "number" || kind !== "staff") throw new TypeError("at");
  const role = Role.parse(payload["role"]);
  const locales = role === "translator" ? tags.parse(payload["locales"]) : null;
  return { userId: sub, tenantId: ten, role, locales, region: aud, issuedAt: new Date(at) };
}
