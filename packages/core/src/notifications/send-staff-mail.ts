import { newId } from "../platform/new-id.ts";
import type { Settings } from "../platform/settings.ts";
import { wordsFor } from "./adapters/i18next.ts";
import { sendMail } from "./adapters/nodemailer.ts";
import { type Block, layOut } from "./mail-layout.ts";

/** A message to a person who works with the platform: `url` is where its button leads. */
export interface StaffMail {
  readonly kind:
    | "verify_email"
    | "already_registered"
    | "reset_password"
    | "invitation"
    | "hibernation_ahead"
    | "hibernated";
  readonly to: string;
  readonly language: string;
  readonly values: Readonly<Record<string, string>> & { readonly url: string };
}

const sender = "Meridian";

/** Sends it now; throws `unavailable` when the mail server cannot take it. */
export async function sendStaffMail(settings: Settings, mail: StaffMail): Promise<void> {
  const { t, language } = wordsFor(mail.language);
  const words = (part: string): string => t(`mail.${mail.kind}.${part}`, mail.values);
  const blocks: Block[] = [
    { kind: "text", text: words("intro") },
    { kind: "button", label: words("button"), url: mail.values.url },
    { kind: "text", text: words("outro") },
  ];
  const { text, html } = layOut(language, sender, words("title"), blocks);
  await sendMail(settings, {
    to: mail.to,
    fromName: null,
    subject: words("subject"),
    text,
    html,
    language,
    messageId: newId("ntf"),
  });
}
