import type { SignUp } from "@meridian/core/staff/schemas";
import { type Api, apiAt, Refusal, until } from "./call.ts";

export interface Places {
  readonly controlUrl: string;
  readonly mailboxUrl: string;
}

interface Membership {
  readonly tenantId: string;
  readonly status: string;
}

/** The link in the newest mail that proves an address. */
async function proof(mailboxUrl: string, email: string): Promise<string | undefined> {
  const answer = await fetch(`${mailboxUrl}/mails?box=control&to=${encodeURIComponent(email)}`);
  const { mails } = (await answer.json()) as { mails: readonly { readonly text: string }[] };
  return mails.map(({ text }) => /\/verify-email\?token=([\w-]+)/.exec(text)?.[1]).find((token) => token !== undefined);
}

async function logIn(api: Api, { email, password }: SignUp): Promise<boolean> {
  try {
    await api.write("staff.logIn", { email, password });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Logs in as the shop's owner, who signs up and proves the address first where there is no such person yet. */
export async function enter({ controlUrl, mailboxUrl }: Places, person: SignUp): Promise<Api> {
  let cookie = "";
  const headers = () => ({
    "x-meridian-csrf": "1",
    "accept-language": person.defaultLocale,
    ...(cookie && { cookie }),
  });
  const control = apiAt(`${controlUrl}/trpc`, headers, (response) => {
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
  });
  if (!(await logIn(control, person))) {
    // A start that was interrupted may have left the mail.
    if ((await proof(mailboxUrl, person.email)) === undefined) await control.write("tenants.signUp", person);
    const token = await until("the mail that proves the address", () => proof(mailboxUrl, person.email));
    await control.write("staff.verifyEmail", { token });
    if (!(await logIn(control, person))) throw new Error(`${person.email} cannot log in.`);
  }
  const tenantId = await until("the shop to be opened", async () => {
    const { memberships } = await control.read<{ memberships: readonly Membership[] }>("staff.me", {});
    return memberships.find(({ status }) => status === "active")?.tenantId;
  });
  const staff = await control.write<{ token: string; regionUrl: string }>("staff.issueRegionToken", { tenantId });
  return apiAt(`${staff.regionUrl}/admin/trpc`, () => ({
    authorization: `Bearer ${staff.token}`,
    "accept-language": person.defaultLocale,
  }));
}
