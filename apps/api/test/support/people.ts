import { createPrivateKey, randomBytes, sign } from "node:crypto";
import { createOperator } from "@meridian/core/operators";
import type { Role } from "@meridian/core/platform/roles";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { newId } from "@meridian/core/platform/new-id";
import { codeAt, fromBase32, stepOf } from "@meridian/core/staff";
import { ok } from "./http.ts";
import { controlCall, linkInMail, logIn, type Merchant, merchantOf, type Person, tokenOf, until } from "./merchant.ts";
import type { TestPlatform } from "./platform.ts";

export const password = "a long and quiet river";

/** The token in the newest mail to this address, once one has come that is not `before`. */
export function mailedToken(platform: TestPlatform, email: string, before?: string): Promise<string> {
  return until(`a mail to ${email}`, () => {
    if (platform.mails.list({ to: email }).length === 0) return undefined;
    const token = tokenOf(linkInMail(platform, email));
    return token === before ? undefined : token;
  });
}

export interface Invited {
  readonly invitationId: string;
  readonly email: string;
  readonly token: string;
}

export async function invite(platform: TestPlatform, by: Person, tenantId: string, role: Role): Promise<Invited> {
  const locales = role === "translator" ? ["fr"] : null;
  const email = `${role}-${randomBytes(5).toString("hex")}@example.com`;
  const { id } = ok<{ id: string }>(
    await by.control("staff.inviteMember", "write", { tenantId, email, role, locales }),
  );
  return { invitationId: id, email, token: await mailedToken(platform, email) };
}

/** A member of the owner's shop, through invitation and mail. */
export async function hire(platform: TestPlatform, owner: Merchant, role: Role, name = role): Promise<Merchant> {
  const { email, token } = await invite(platform, owner, owner.tenantId, role);
  ok(await controlCall(platform, null, "staff.acceptInvitation", "write", { token, account: { name, password } }));
  return merchantOf(platform, await logIn(platform, email, password), owner.tenantId, owner.region);
}

export interface TestOperator extends Person {
  readonly operatorId: string;
}

/** A code of the authenticator app, `ahead` steps from now: those of the step before and after are taken too. */
export const appCode = (secret: string, ahead: number): string =>
  codeAt(fromBase32(secret), stepOf(new Date()) + ahead);

/** The link's token and the app's secret of somebody who is made an operator in the control plane's own shell. */
export async function inviteOperator(
  platform: TestPlatform,
): Promise<{ email: string; operatorId: string; token: string; secret: string }> {
  const email = `operator-${randomBytes(5).toString("hex")}@example.com`;
  const made = await createOperator(shell(platform), createOperator.def.input.parse({ email, name: "Operator" }));
  const { operatorId, setUpToken: token } = made;
  const begun = await controlCall(platform, null, "operators.beginSetUp", "write", { token });
  return { email, operatorId, token, secret: ok<{ secret: string }>(begun).secret };
}

/** What an operator who has just set password and app up logs in with, once, within a minute. */
export async function operatorCredentials(platform: TestPlatform) {
  const { email, operatorId, token, secret } = await inviteOperator(platform);
  const given = { token, password, code: appCode(secret, 0) };
  ok(await controlCall(platform, null, "operators.setUp", "write", given));
  return { operatorId, logIn: { email, password, code: appCode(secret, 1) } };
}

/** An operator of the platform who is logged in. */
export async function makeOperator(platform: TestPlatform): Promise<TestOperator> {
  const { operatorId, logIn: given } = await operatorCredentials(platform);
  const answer = await controlCall(platform, null, "operators.logIn", "write", given);
  ok(answer);
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const control: Person["control"] = (path, kind, input) => controlCall(platform, cookie, path, kind, input);
  return { email: given.email, operatorId, cookie, control };
}

/** The control plane's own shell. */
export function shell(platform: TestPlatform): PlatformCtx<"control"> {
  const { settings, log, db } = platform.control;
  return {
    region: "control",
    actor: { kind: "service", name: "shell" },
    now: () => new Date(),
    log,
    requestId: newId("run"),
    language: "en",
    idempotencyKey: null,
    settings,
    db,
  };
}

export async function userIdOf(person: Person): Promise<string> {
  return ok<{ user: { id: string } }>(await person.control("staff.me", "read", {})).user.id;
}

export interface Claims {
  readonly sub: string;
  readonly ten: string;
  readonly role: Role;
  readonly aud: string;
  readonly issuedAt: Date;
}

/** A staff token with claims of our choice, signed with the given key or with the control plane's own. */
export function signToken(platform: TestPlatform, claims: Claims, key: "right" | "other" | "none" = "right"): string {
  const { issuedAt, ...rest } = claims;
  const iat = Math.floor(issuedAt.getTime() / 1000);
  const payload = { kind: "staff", at: issuedAt.getTime(), iss: "meridian", iat, exp: iat + 24 * 3600, ...rest };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: key === "none" ? "none" : "EdDSA", typ: "staff+jwt" })}.${part(payload)}`;
  if (key === "none") return `${text}.`;
  const jwk = platform.control.settings.tokenPrivateKey;
  if (jwk === null) throw new Error("the control plane has no key");
  const own = createPrivateKey({
    key: { ...jwk } as Parameters<typeof createPrivateKey>[0] & object,
    format: "jwk",
  } as never);
  const signature = key === "right" ? sign(null, Buffer.from(text), own) : randomBytes(64);
  return `${text}.${signature.toString("base64url")}`;
}
