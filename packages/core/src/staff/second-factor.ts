import { DomainError } from "../kernel/errors.ts";
import { hashSecret } from "../platform/secrets.ts";
import { controlVault } from "../platform/vault.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import type { CallerCtx } from "./caller.ts";
import { byEmail, forgiveAttempts, type Limit, limitAttempts } from "./limit-attempts.ts";
import { matchingStep, newRecoveryCode, plainCode } from "./one-time-code.ts";
import { verifyPassword } from "../platform/password-hash.ts";
import { factorOf, replaceRecoveryCodes, takeRecoveryCode, useStep } from "./queries/second-factors.ts";
import type { User } from "./queries/users.ts";
import { fromBase32, toBase32 } from "./rules/base32.ts";

/** Whoever gets to guess codes knows the password already: few tries, counted per person wherever they come from. */
export const codeLimit: Limit = { name: "second_factor/code", most: 10, seconds: 900, by: byEmail };
const passwordLimit: Limit = { name: "second_factor/password", most: 10, seconds: 900, by: byEmail };
const recoveryCodes = 10;

const placeOf = (userId: string) => ({ table: "second_factors", column: "sealed_secret", row: userId });
type VaultCtx = Pick<CallerCtx, "settings" | "now" | "db">;

/** In a transaction the vault must have been opened before it. */
export async function sealFactor(ctx: VaultCtx, userId: string, secret: Uint8Array): Promise<string> {
  return (await controlVault(ctx)).seal(placeOf(userId), toBase32(secret));
}

export async function openFactor(ctx: VaultCtx, userId: string, sealed: string): Promise<Uint8Array> {
  return fromBase32((await controlVault(ctx)).open(placeOf(userId), sealed));
}

/** Throws unless the person's password was given once more: a session left open changes no locks. */
export async function assertPassword(ctx: CallerCtx, user: User, password: string): Promise<void> {
  await limitAttempts(ctx, [passwordLimit], user.email);
  if (!(await verifyPassword(password, user.passwordHash)))
    throw new DomainError("invalid", "staff.wrong_password", { fields: ["password"] });
  await forgiveAttempts(ctx, [passwordLimit], user.email);
}

export const wrongCode = (): DomainError => new DomainError("invalid", "staff.wrong_code", { fields: ["code"] });

/** Uses up the app's code or a recovery code; throws `staff.wrong_code` when it is neither, or was used before. */
export async function useCode(ctx: PlatformTxCtx<"control">, userId: string, typed: string): Promise<void> {
  const code = plainCode(typed);
  if (!/^\d{6}$/.test(code)) {
    if (await takeRecoveryCode(ctx.db, userId, hashSecret(code))) return;
    throw wrongCode();
  }
  const factor = await factorOf(ctx.db, userId);
  if (factor === undefined || factor.confirmedAt === null) throw wrongCode();
  const step = matchingStep(await openFactor(ctx, userId, factor.sealedSecret), code, ctx.now());
  if (step === undefined || !(await useStep(ctx.db, userId, step))) throw wrongCode();
}

/** New recovery codes in place of all others; only their hashes are kept. */
export async function issueRecoveryCodes(ctx: PlatformTxCtx<"control">, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  const hashes = codes.map((code) => hashSecret(plainCode(code)));
  if (!(await replaceRecoveryCodes(ctx.db, userId, hashes)))
    throw new DomainError("precondition", "staff.no_second_factor");
  return codes;
}
