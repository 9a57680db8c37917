import type { Id } from "../kernel/ids.ts";
import { addSeconds } from "../kernel/time.ts";
import type { TenantCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { newId } from "../platform/new-id.ts";
import { hashSecret } from "../platform/secrets.ts";
import { vaultOf } from "../platform/vault.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { accountByEmail, dropExpired, dropLink, findLink, insertLink, type Link } from "./queries/secrets.ts";
import type { LinkKind } from "./tables.ts";

const lifetimes: Readonly<Record<LinkKind, number>> = { verify: 24 * 3600, reset: 3600, notice: 7 * 24 * 3600 };

/**
 * The secret of a link, made from its public reference: the database keeps a hash and the event a reference, and
 * only a process that has the shop's key can make the link of them, as often as the mail must be tried. The first is
 * made with the shop's current key; a mail may still wait from before the key was replaced.
 */
async function tokensOf(ctx: Pick<TenantCtx, "db" | "regionDb" | "settings" | "tenant" | "now">, ref: string) {
  return (await vaultOf(ctx)).macs("customer-link", ref);
}

/** Notes a link and has it mailed; the verb opened the vault before. The same statements for every address: nothing tells whether it is known. */
export async function sendLink(ctx: TenantTxCtx, link: Link): Promise<void> {
  const ref: Id<"cml"> = newId("cml");
  const [token] = await tokensOf(ctx, ref);
  const now = ctx.now();
  await dropExpired(ctx.db, now);
  await insertLink(ctx.db, link, hashSecret(token), addSeconds(now, lifetimes[link.kind]), now);
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

async function linkOf(ctx: TenantCtx, ref: string): Promise<{ link: Link; token: string } | undefined> {
  for (const token of await tokensOf(ctx, ref)) {
    const link = await findLink(ctx.db, hashSecret(token), ctx.now());
    if (link !== undefined) return { link, token };
  }
  return undefined;
}

/** The mail that an event announces; null when there is no longer a reason to send it. */
export async function mailOf(ctx: TenantCtx, ref: string): Promise<CustomerMail | null> {
  const found = await linkOf(ctx, ref);
  if (found === undefined) return null;
  const { link, token } = found;
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
  const tokens = await tokensOf(ctx, ref);
  await transaction(ctx.db, async (tx) => {
    for (const token of tokens) await dropLink(tx, hashSecret(token));
  });
}
