import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { transaction } from "../platform/db.ts";
import { hashSecret, newSecret } from "../platform/secrets.ts";
import { tenantsByIds } from "../tenants/index.ts";
import { invitationById } from "./queries/invitations.ts";
import type { QueuedMail } from "./queries/mails.ts";
import { membershipsOf } from "./queries/members.ts";
import { insertToken } from "./queries/tokens.ts";
import { type User, userByEmail, userById } from "./queries/users.ts";
import type { MailKind, ShopMailKind, TokenKind } from "./tables.ts";

/** A mail to a person of staff: `url` is where its button leads. */
export interface StaffMail {
  readonly kind: MailKind;
  readonly to: string;
  readonly language: string;
  readonly values: Readonly<Record<string, string>> & { readonly url: string };
}

const lifetimes: Readonly<Record<TokenKind, number>> = {
  verify_email: 24 * 3600,
  reset_password: 3600,
  invitation: 7 * 24 * 3600,
};
const pages: Readonly<Record<TokenKind, string>> = {
  verify_email: "/verify-email",
  reset_password: "/reset-password",
  invitation: "/accept-invitation",
};

/**
 * Writes a queued mail. Its link is made now, each time anew: the database keeps only hashes of links, so a mail
 * that is tried again cannot repeat the old one. Null when there is no longer a reason to send it.
 */
export async function writeMail(ctx: PlatformCtx<"control">, mail: QueuedMail): Promise<StaffMail | null> {
  if (mail.kind === "invitation") return invitation(ctx, mail);
  const user = await userByEmail(ctx.db, mail.email);
  if (user === undefined) return null;
  if (mail.kind === "hibernation_ahead" || mail.kind === "hibernated") return aboutRest(ctx, mail, mail.kind, user);
  const to = { kind: mail.kind, to: user.email, language: user.language };
  if (mail.kind === "already_registered") return { ...to, values: { url: `${ctx.settings.consoleUrl}/log-in` } };
  if (mail.kind === "verify_email" && user.emailVerifiedAt !== null) return null;
  const url = await link(ctx, mail.kind, { userId: user.id, invitationId: null });
  return { ...to, values: { name: user.name, shop: await firstShop(ctx, user), url } };
}

/** Whoever came back meanwhile, or owns the shop no more, is not told. */
async function aboutRest(
  ctx: PlatformCtx<"control">,
  mail: QueuedMail,
  kind: ShopMailKind,
  { id, email, language }: User,
): Promise<StaffMail | null> {
  const tenant = (await tenantsByIds(ctx.db, [mail.tenantId ?? ""])).get(mail.tenantId ?? "");
  const at = kind === "hibernated" ? tenant?.hibernatedAt : tenant?.hibernateAt;
  const owns = (await membershipsOf(ctx.db, id)).some((one) => one.tenantId === tenant?.id && one.role === "owner");
  if (tenant === undefined || !at || !owns) return null;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(at);
  return { kind, to: email, language, values: { shop: tenant.name, date, url: `${ctx.settings.consoleUrl}/log-in` } };
}

async function invitation(ctx: PlatformCtx<"control">, mail: QueuedMail): Promise<StaffMail | null> {
  const invited = mail.invitationId === null ? undefined : await invitationById(ctx.db, mail.invitationId, ctx.now());
  if (invited === undefined) return null;
  const tenant = (await tenantsByIds(ctx.db, [invited.tenantId])).get(invited.tenantId);
  const inviter = await userById(ctx.db, invited.invitedBy);
  const url = await link(ctx, "invitation", { userId: null, invitationId: invited.id });
  const values = { shop: tenant?.name ?? "", inviter: inviter?.name ?? "", url };
  return { kind: "invitation", to: invited.email, language: mail.language, values };
}

async function link(
  ctx: PlatformCtx<"control">,
  kind: TokenKind,
  of: { readonly userId: string | null; readonly invitationId: string | null },
): Promise<string> {
  const token = newSecret();
  const expiresAt = addSeconds(ctx.now(), lifetimes[kind]);
  await transaction(ctx.db, (tx) => insertToken(tx, { hash: hashSecret(token), kind, ...of, expiresAt }, ctx.now()));
  return `${ctx.settings.consoleUrl}${pages[kind]}?token=${token}`;
}

async function firstShop(ctx: PlatformCtx<"control">, user: User): Promise<string> {
  const tenantId = (await membershipsOf(ctx.db, user.id))[0]?.tenantId;
  if (tenantId === undefined) return "Meridian";
  return (await tenantsByIds(ctx.db, [tenantId])).get(tenantId)?.name ?? "Meridian";
}
