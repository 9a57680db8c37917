/** A mail as the development mailbox keeps it. */
export interface Mail {
  readonly id: string;
  readonly box: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly at: string;
  readonly text: string;
  readonly html: string | null;
  readonly language: string | null;
}

export async function fetchMails(mailboxUrl: string, box: string, to: string | undefined): Promise<readonly Mail[]> {
  const url = new URL("/mails", mailboxUrl);
  url.searchParams.set("box", box);
  if (to !== undefined) url.searchParams.set("to", to);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the mailbox answered ${answer.status}`);
  const { mails } = (await answer.json()) as { mails: readonly Mail[] };
  return mails;
}
