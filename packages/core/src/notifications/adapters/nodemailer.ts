import { createTransport, type Transporter } from "nodemailer";
import { DomainError } from "../../kernel/errors.ts";
import type { Settings } from "../../platform/settings.ts";

/** A finished message. */
export interface Mail {
  readonly to: string;
  /** Name shown as the sender; the address is the platform's. */
  readonly fromName: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  /** The same for every attempt to send the same message. */
  readonly messageId: string;
}

const transports = new Map<string, Transporter>();

function transportOf(url: string): Transporter {
  const known =
    transports.get(url) ??
    createTransport(url, { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 } as object);
  transports.set(url, known);
  return known;
}

/** Hands a message to the mail server; throws `unavailable` when that cannot be done now. */
export async function sendMail(settings: Settings, mail: Mail): Promise<void> {
  const address = /<([^>]+)>/.exec(settings.mailFrom)?.[1] ?? settings.mailFrom;
  try {
    await transportOf(settings.smtpUrl).sendMail({
      from: mail.fromName === null ? settings.mailFrom : { name: mail.fromName, address },
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.messageId}@${address.split("@")[1] ?? "meridian.example"}>`,
      headers: { "Content-Language": mail.language, "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    throw new DomainError("unavailable", "notifications.mail_failed", {}, { cause: error });
  }
}
