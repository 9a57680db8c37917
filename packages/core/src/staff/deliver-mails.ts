import { addSeconds } from "../kernel/time.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { deleteMail, leaseMail, type QueuedMail, retryMail } from "./queries/mails.ts";
import { type StaffMail, writeMail } from "./write-mail.ts";

/** Longer than a mail server is waited for. */
const leaseSeconds = 120;
/** Half a minute after the first failure, a day and a half after the last but one. */
const mostAttempts = 12;
const firstDelaySeconds = 30;

declareCrashPoints("staff.deliver_mails:leased", "staff.deliver_mails:sent");

/** Hands queued mails to the mail server. A failure is tried again, ever later; answers how many were sent. */
export async function deliverMails(
  ctx: PlatformCtx<"control">,
  send: (mail: StaffMail) => Promise<void>,
  limit = 50,
): Promise<number> {
  let sent = 0;
  for (let i = 0; i < limit; i++) {
    const mail = await leaseMail(ctx.db, ctx.now(), leaseSeconds);
    if (mail === undefined) break;
    crashPoint("staff.deliver_mails:leased");
    if (await deliver(ctx, mail, send)) sent++;
  }
  return sent;
}

async function deliver(
  ctx: PlatformCtx<"control">,
  queued: QueuedMail,
  send: (mail: StaffMail) => Promise<void>,
): Promise<boolean> {
  try {
    const mail = await writeMail(ctx, queued);
    if (mail !== null) await send(mail);
  } catch (error) {
    const final = queued.attempts >= mostAttempts;
    ctx.log.warn({ err: error, mail: queued.id, kind: queued.kind, attempts: queued.attempts, final }, "mail not sent");
    await retryMail(
      ctx.db,
      queued.id,
      final ? null : addSeconds(ctx.now(), firstDelaySeconds * 2 ** (queued.attempts - 1)),
    );
    return false;
  }
  crashPoint("staff.deliver_mails:sent");
  await deleteMail(ctx.db, queued.id);
  return true;
}
