import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly language: string | null;
}

/** The newest mail to somebody, once there are as many as expected; mails are sent a moment after what they tell of. */
export async function mailTo(page: Page, box: string, to: string, count = 1): Promise<Mail> {
  let mails: readonly Mail[] = [];
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${process.env["E2E_MAILBOX_URL"]}/mails`, { params: { box, to } });
      ({ mails } = (await answer.json()) as { mails: readonly Mail[] });
      return mails.length;
    })
    .toBe(count);
  const [newest] = mails;
  if (newest === undefined) throw new Error("no mail");
  return newest;
}
