import { DomainError } from "../kernel/errors.ts";
import { newId } from "../platform/new-id.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import { assertShopName, registerTenant } from "../tenants/index.ts";
import { byEmail, byNetwork, type Limit, limitAttempts } from "./limit-attempts.ts";
import { assertGoodPassword } from "./new-password.ts";
import { hashPassword, verifyPassword } from "../platform/password-hash.ts";
import { queueMail } from "./queries/mails.ts";
import { insertMembership } from "./queries/members.ts";
import { insertUser, type User, userByEmail } from "./queries/users.ts";
import { secretWrite } from "./secret-write.ts";
import { SignedUp, SignUp } from "./schemas.ts";

const limits: readonly Limit[] = [
  { name: "sign_up/network", most: 60, seconds: 3600, by: byNetwork },
  { name: "sign_up/email", most: 10, seconds: 3600, by: byEmail },
];

/** What is known of the person before the transaction; each way costs one slow hash. */
type Person =
  | { readonly kind: "new"; readonly passwordHash: string }
  | { readonly kind: "known"; readonly user: User }
  | { readonly kind: "stranger"; readonly user: User };

/**
 * Signs up a person with a first shop, or a known person with one more. Somebody who knows the address but not
 * its password gets the same answer in the same time, and changes nothing; the mail tells the owner.
 * It lives here, and not in `tenants`, because staff knows the directory and the directory knows no staff.
 */
export const signUp = secretWrite(
  "tenants.sign_up",
  {
    access: { anyone: true },
    input: SignUp,
    output: SignedUp,
    audit: (input) => ({ subject: "sign_up", details: { region: input.region } }),
  },
  {
    remember: (input) => ({ ...input, password: null }),
    prepare: async (ctx, input): Promise<Person> => {
      assertShopName(input.shopName);
      assertGoodPassword(input.password, input.email);
      await limitAttempts(ctx, limits, input.email);
      const user = await userByEmail(ctx.db, input.email);
      if (user === undefined) return { kind: "new", passwordHash: await hashPassword(input.password) };
      const known = await verifyPassword(input.password, user.passwordHash);
      return { kind: known ? "known" : "stranger", user };
    },
    run: async (ctx, input, person) => {
      if (person.kind === "stranger") await queueKnownAddress(ctx, person.user);
      if (person.kind === "known") {
        await openShop(ctx, input, person.user.id);
        await queueKnownAddress(ctx, person.user);
      }
      if (person.kind === "new") await openAccount(ctx, input, person.passwordHash);
      return { email: input.email };
    },
  },
);

async function openAccount(ctx: PlatformTxCtx<"control">, input: SignUp, passwordHash: string): Promise<void> {
  const { email, name } = input;
  const user: User = {
    id: newId("usr"),
    email,
    name,
    passwordHash,
    emailVerifiedAt: null,
    language: ctx.language,
  };
  // Somebody signed up with this address a moment ago; trying again finds the account.
  if (!(await insertUser(ctx.db, user, ctx.now()))) throw new DomainError("conflict", "staff.try_again");
  await openShop(ctx, input, user.id);
  await queueMail(ctx.db, { kind: "verify_email", email, language: ctx.language }, ctx.now());
}

async function openShop(ctx: PlatformTxCtx<"control">, input: SignUp, userId: string): Promise<void> {
  const { shopName, region, defaultLocale, defaultCurrency, email } = input;
  const tenantId = await registerTenant(ctx, {
    name: shopName,
    region,
    contactEmail: email,
    defaultLocale,
    defaultCurrency,
  });
  await insertMembership(ctx.db, userId, tenantId, { role: "owner", locales: null }, ctx.now());
}

/** An address that is not proven yet gets another link, a proven one a note that it has an account. */
async function queueKnownAddress(ctx: PlatformTxCtx<"control">, user: User): Promise<void> {
  const kind = user.emailVerifiedAt === null ? "verify_email" : "already_registered";
  await queueMail(ctx.db, { kind, email: user.email, language: user.language }, ctx.now());
}
