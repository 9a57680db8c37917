import { type CustomerMail, mailOf, mailSent } from "../customers/index.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { StoredEvent } from "../platform/sweeps.ts";
import { wordsFor } from "./adapters/i18next.ts";
import { sendMail } from "./adapters/nodemailer.ts";
import { type Block, layOut } from "./mail-layout.ts";

/** The shop's page with the token of the link, whatever the page's address already asks for. */
function linkTo(returnUrl: string, token: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("meridian_token", token);
  return url.href;
}

function compose(mail: CustomerMail, shop: string) {
  const { t, language } = wordsFor(mail.locale);
  const words = (part: string): string => t(`mail.customer.${mail.kind}.${part}`, { shop, name: mail.name });
  const { token, returnUrl } = mail;
  const opens: Block[] =
    token === null
      ? []
      : returnUrl === null
        ? [{ kind: "text", text: t("mail.customer.token", { token }) }]
        : [{ kind: "button", label: words("button"), url: linkTo(returnUrl, token) }];
  const blocks: Block[] = [{ kind: "text", text: words("intro") }, ...opens, { kind: "text", text: words("outro") }];
  return { language, subject: words("subject"), ...layOut(language, shop, words("title"), blocks) };
}

/**
 * Sends the mail that an event of a customer's account announces. Sent again after a crash it has the same link
 * and message id.
 */
export async function sendCustomerMail(ctx: TenantCtx, event: StoredEvent): Promise<void> {
  const mail = await mailOf(ctx, event.aggregateId);
  if (mail !== null) {
    const { name } = ctx.tenant;
    await sendMail(ctx.settings, { ...compose(mail, name), to: mail.to, fromName: name, messageId: event.id });
  }
  await mailSent(ctx, event.aggregateId, mail);
}
