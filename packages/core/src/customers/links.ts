import { createHmac } from "node:crypto";
import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret } from "../platform/secrets.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { accountByEmail, dropExpired, dropLink, findLink, insertLink, type Link } from "./queries/secrets.ts";
import type { LinkKind } from "./tables.ts";

const lifetimes: Readonly<Record<LinkKind, number>> = { verify: 24 * 3600, reset: 3600, notice: 7 * 24 * 3600 };

/**
 * The secret of a link, made from its public reference: the database keeps a hash and the event a reference, and
 * only a process that has the platform's key can make the link of them, as often as the mail must be tried.
 */
function tokenOf({ settings, tenant }: Pick<TenantCtx, "settings" | "tenant">, ref: string): string {
  return createHmac("sha256", settings.masterKey).update(`customer-link/v1/${tenant.id}/${ref}`).digest("base64url");
}

/** Notes a link and has it mailed. The same statements for every address: nothing tells whether it is known. */
export async function sendLink(ctx: TenantTxCtx, link: Link): Promise<void> {
  const ref: Id<"cml"> = newId("cml");
  const now = ctx.now();
  await dropExpired(ctx.db, now);
  await insertLink(ctx.db, link, hashSecret(tokenOf(ctx, ref)), addSeconds(now, lifetimes[link.kind]), now);
  ctx.emit({ type: "customer.mail_due", aggregateId: ref, payload: {} });
}

/** A mail to a person who has, had or wants an account with the shop. */
export interface CustomerMail {
  readonly kind: "verify" | "already_registered" | "reset" | "erased";
  readonly to: string;
  readonly locale: string;
  readonly name: string;
  /** Null where the mail has nothing to open. */
  readonly token: string | null;
  readonly returnUrl: string | null;
}

/** The mail that an event announces; null when there is no longer a reason to send it. */
export async function mailOf(ctx: TenantCtx, ref: string): Promise<CustomerMail | null> {
  const token = tokenOf(ctx, ref);
  const link = await findLink(ctx.db, hashSecret(token), ctx.now());
  if (link === undefined) return null;
  const { locale, returnUrl, account: wanted } = link.details;
  const mail = { to: link.email, locale, token, returnUrl };
  if (link.kind === "notice") return { ...mail, kind: "erased", name: "", token: null };
  const account = await accountByEmail(ctx.db, link.email);
  const isRegistered = account !== undefined && account.passwordHash !== null;
  if (link.kind === "reset") return isRegistered ? { ...mail, kind: "reset", name: account.name } : null;
  if (isRegistered) return { ...mail, kind: "already_registered", name: account.name, token: null };
  return { ...mail, kind: "verify", name: wanted?.name ?? "" };
}

/** After the mail: a notice, and a link that nobody was given, are not kept. */
export async function mailSent(ctx: TenantCtx, ref: string, mail: CustomerMail | null): Promise<void> {
  if (mail !== null && mail.token !== null) return;
  await transaction(ctx.db, (tx) => dropLink(tx, hashSecret(tokenOf(ctx, ref))));
}
