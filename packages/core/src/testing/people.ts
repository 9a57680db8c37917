import { deliverMails } from "../staff/deliver-mails.ts";
import { logIn } from "../staff/log-in.ts";
import { SignUp } from "../staff/schemas.ts";
import { sessionActor } from "../staff/session-actor.ts";
import { signUp } from "../staff/sign-up.ts";
import { verifyEmail } from "../staff/verify-email.ts";
import type { StaffMail } from "../staff/write-mail.ts";
import type { TestCaller, TestControl } from "./control.ts";

export const goodPassword = "korrekt pferd batterie";

/** What a merchant fills in, with what is of interest changed. */
export function signUpForm(changes: Partial<Record<keyof SignUp, string>> = {}): SignUp {
  return SignUp.parse({
    shopName: "Lampen Nord",
    region: "eu",
    defaultLocale: "de",
    defaultCurrency: "EUR",
    name: "Anna Berg",
    email: "anna@shop.test",
    password: goodPassword,
    ...changes,
  });
}

/** The mails that wait, as they would be sent. */
export async function takeMails(world: TestControl): Promise<StaffMail[]> {
  const mails: StaffMail[] = [];
  await deliverMails(world.service(), async (mail) => void mails.push(mail));
  return mails;
}

export const tokenIn = (mail: StaffMail | undefined): string =>
  new URL(mail?.values.url ?? "none:").searchParams.get("token") ?? "";

/** A signed-in person with a proven address and a shop of the given name. */
export async function signedUp(world: TestControl, email: string, shopName: string): Promise<TestCaller> {
  await signUp(world.caller(), signUpForm({ email, shopName }));
  const mail = (await takeMails(world)).find((one) => one.to === email);
  await verifyEmail(world.caller(), { token: tokenIn(mail) });
  return loggedIn(world, email);
}

export async function loggedIn(
  world: TestControl,
  email: string,
  password = goodPassword,
  code: string | null = null,
): Promise<TestCaller> {
  const { sessionToken } = await logIn(world.caller(), { email, password, code });
  const actor = await sessionActor(world.service().db, sessionToken, world.clock.now());
  return world.caller({ actor, sessionToken });
}
