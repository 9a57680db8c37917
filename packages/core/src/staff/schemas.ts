/** Shapes of staff: people, log-in, members. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { EmailAddress, RegionCode, ShopName, TenantStatus } from "../tenants/schemas.ts";
import { currencyCode, id, instant, line, locale } from "../wire.ts";

/** Highest first. */
export const Role = z.enum(["owner", "admin", "editor", "support", "viewer", "translator"]);
export type Role = z.output<typeof Role>;

const personName = line(100);
/** Counted in characters; what makes a password too common is the verb's business. */
const newPassword = z.string().refine((text) => [...text].length >= 10 && [...text].length <= 200, {
  error: "10 to 200 characters",
});
const givenPassword = z.string().min(1).max(1000);
/** Of a mailed link; whether it is whole is the verb's business, which says so in words. */
const token = z.string().max(2_000);

/** A new shop and the person who will own it. */
export const SignUp = z.object({
  shopName: ShopName,
  region: RegionCode,
  defaultLocale: locale,
  defaultCurrency: currencyCode,
  name: personName,
  email: EmailAddress,
  password: newPassword,
});
export type SignUp = z.output<typeof SignUp>;

/** The same answer whether or not the address was known before; the mail says what happened. */
export const SignedUp = z.object({ email: z.string() });

export const VerifyEmail = z.object({ token });
export type VerifyEmail = z.output<typeof VerifyEmail>;

/** An authenticator app's code or a recovery code, as it is typed. */
const givenCode = z.string().trim().min(6).max(40);

/** `code` is wanted from whoever has a second factor: `staff.code_wanted` asks for it. */
export const LogIn = z.object({
  email: EmailAddress,
  password: givenPassword,
  code: givenCode.nullable().default(null),
});
export type LogIn = z.output<typeof LogIn>;

/** `sessionToken` belongs into an HttpOnly cookie, never into a page. */
export const LoggedIn = z.object({ sessionToken: z.string(), expiresAt: instant });
export type LoggedIn = z.output<typeof LoggedIn>;

export const RequestPasswordReset = z.object({ email: EmailAddress });
export type RequestPasswordReset = z.output<typeof RequestPasswordReset>;

export const ResetPassword = z.object({ token, password: newPassword });
export type ResetPassword = z.output<typeof ResetPassword>;

export const GivenPassword = z.object({ password: givenPassword });
export const BeginSecondFactor = z.object({ password: givenPassword });
/** The secret for an authenticator app: in base 32 to type in, and as the address that its QR code holds. */
export const BegunSecondFactor = z.object({ secret: z.string(), uri: z.string() });
export const ConfirmSecondFactor = z.object({ code: givenCode });
/** Each opens the account once, without the app. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export const RequireSecondFactor = z.object({ tenantId: id("ten"), required: z.boolean() });

/** Languages that a translator works in. */
const locales = z.array(locale).min(1).max(50);
/** A role as somebody gives it: a translator's comes with languages, and no other does. */
const givenRole = { role: Role, locales: locales.nullable().default(null) };
const translatorsHaveLocales = {
  error: "languages for a translator, and for nobody else",
  path: ["locales"],
};
const fits = ({ role, locales: own }: { role: Role; locales: readonly string[] | null }): boolean =>
  (role === "translator") === (own !== null);

export const MyMembership = z.object({
  tenantId: id("ten"),
  slug: z.string(),
  name: z.string(),
  region: RegionCode,
  status: TenantStatus.exclude(["erased"]),
  /** When the shop, which its owner has closed, will be erased; null for an open one. */
  eraseAt: instant.nullable(),
  role: Role,
  /** Languages that a translator works in; null for every other role. */
  locales: z.array(z.string()).nullable(),
  /** What the role may do, as verbs name it: `catalog.write`. */
  capabilities: z.array(z.string()),
  /** Whether the shop lets nobody in without a second factor. */
  secondFactorRequired: z.boolean(),
});
export type MyMembership = z.output<typeof MyMembership>;

export const Me = z.object({
  user: z.object({
    id: id("usr"),
    name: z.string(),
    email: z.string(),
    language: z.string(),
    secondFactor: z.boolean(),
    /** Recovery codes that were not used yet. */
    recoveryCodesLeft: z.int(),
  }),
  memberships: z.array(MyMembership),
});
export type Me = z.output<typeof Me>;

export const ChangeLanguage = z.object({ language: locale });
export type ChangeLanguage = z.output<typeof ChangeLanguage>;

export const Member = z.object({
  userId: id("usr"),
  name: z.string(),
  email: z.string(),
  role: Role,
  locales: z.array(z.string()).nullable(),
  since: instant,
  secondFactor: z.boolean(),
});
export type Member = z.output<typeof Member>;

export const Invitation = z.object({
  id: id("inv"),
  email: z.string(),
  role: Role,
  locales: z.array(z.string()).nullable(),
  invitedAt: instant,
  expiresAt: instant,
});
export type Invitation = z.output<typeof Invitation>;

export const ListMembers = z.object({ tenantId: id("ten") });
export const Members = z.object({
  members: z.array(Member),
  invitations: z.array(Invitation),
  secondFactorRequired: z.boolean(),
});

export const InviteMember = z
  .object({ tenantId: id("ten"), email: EmailAddress, ...givenRole })
  .refine(fits, translatorsHaveLocales);
export type InviteMember = z.output<typeof InviteMember>;

export const GetInvitation = z.object({ token });
/** `newAccount`: the person has no account with a proven address yet and chooses name and password. */
export const InvitationView = z.object({
  shopName: z.string(),
  email: z.string(),
  role: Role,
  newAccount: z.boolean(),
});

export const AcceptInvitation = z.object({
  token,
  /** Wanted for a new account only. */
  account: z.object({ name: personName, password: newPassword }).nullable().default(null),
});
export type AcceptInvitation = z.output<typeof AcceptInvitation>;
export const Accepted = z.object({ tenantId: id("ten"), email: z.string() });

export const ChangeRole = z
  .object({ tenantId: id("ten"), userId: id("usr"), ...givenRole })
  .refine(fits, translatorsHaveLocales);
export type ChangeRole = z.output<typeof ChangeRole>;

export const RemoveMember = z.object({ tenantId: id("ten"), userId: id("usr") });
export type RemoveMember = z.output<typeof RemoveMember>;

export const IssueRegionToken = z.object({ tenantId: id("ten") });
/**
 * A token that the tenant's region verifies by itself. Ask for a new one at `renewAt`; while nobody can be given one,
 * the region takes it until `expiresAt`.
 */
export const RegionToken = z.object({
  token: z.string(),
  renewAt: instant,
  expiresAt: instant,
  regionUrl: z.string(),
  role: Role,
});
export type RegionToken = z.output<typeof RegionToken>;

/** Control plane → region: tokens issued until `at` (milliseconds of Unix time) are no longer good. */
export const RevokeTokens = z.object({
  revocations: z.array(z.object({ tenantId: id("ten"), userId: id("usr"), at: z.int() })).max(500),
});
export type RevokeTokens = z.output<typeof RevokeTokens>;
