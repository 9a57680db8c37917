/** Shapes of customers: who bought, accounts, groups. Browsers load this file: kernel, zod and wire only. */
import { z } from "zod";
import { companyStatus } from "./company-schemas.ts";
import { Address, email, id, instant, line, locale, page, pageInput, phone, version, taxIdText } from "../wire.ts";

/** Compared and stored in small letters. */
const address = email.transform((text) => text.trim().normalize("NFC").toLowerCase());
const personName = line(120);

/** Handle of a customer group, as prices and promotions name it. */
export const groupHandle = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_-]*$/, "small letters, digits, - and _")
  .max(60);

/** How a customer is taxed: as a consumer, as a business with a tax id, or not at all for a proven reason. */
export const TaxStatus = z.enum(["consumer", "business", "exempt"]);
export type TaxStatus = z.output<typeof TaxStatus>;

/** An entry of an address book. */
export const SavedAddress = z.object({ id: id("adr"), isDefault: z.boolean(), address: Address });
export type SavedAddress = z.output<typeof SavedAddress>;
export const maxAddresses = 30;

/** A choice about marketing mails, with the words that it answered. */
export const MarketingChoice = z.object({
  at: instant,
  agreed: z.boolean(),
  /** The sentence that was shown, empty when staff or the mail's own link took it back. */
  wording: z.string(),
  locale: z.string(),
  source: z.enum(["account", "staff"]),
});
export type MarketingChoice = z.output<typeof MarketingChoice>;

/** Who bought something or has an account: one per e-mail address. */
export const CustomerSummary = z.object({
  id: id("cus"),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  ordersCount: z.int(),
  lastOrderAt: instant.nullable(),
  createdAt: instant,
  groups: z.array(z.string()),
  taxStatus: TaxStatus,
  registeredAt: instant.nullable(),
  /** When the personal data was erased; the name and address are stand-ins since then. */
  erasedAt: instant.nullable(),
});
export type CustomerSummary = z.output<typeof CustomerSummary>;

export const Customer = CustomerSummary.extend({
  company: z.string().nullable(),
  taxId: z.string().nullable(),
  taxEvidence: z.string().nullable(),
  phone: z.string().nullable(),
  addresses: z.array(SavedAddress),
  marketing: z.array(MarketingChoice),
  /** The company that the customer buys for; null for a private person. */
  companyAccount: z.object({ id: id("cmp"), name: z.string(), status: companyStatus }).nullable(),
  version,
});
export type Customer = z.output<typeof Customer>;

/** `text` is compared with the beginning of the address and with any part of the name. */
export const ListCustomers = z.object({
  text: z.string().trim().max(100).nullable().default(null),
  group: groupHandle.nullable().default(null),
  /** Only the members of this company. */
  companyId: id("cmp").nullable().default(null),
  /** Only those with an account, or only those without. */
  registered: z.boolean().nullable().default(null),
  ...pageInput,
});
export const CustomerPage = page(CustomerSummary);
export const GetCustomer = z.object({ id: id("cus") });

/** What staff may change of a customer; what is left out stays as it is. */
export const UpdateCustomer = z.object({
  id: id("cus"),
  version,
  name: personName.optional(),
  company: line(120).nullable().optional(),
  phone: phone.optional(),
  taxStatus: TaxStatus.optional(),
  taxId: taxIdText.nullable().optional(),
  /** Wanted for `exempt`: which certificate was seen. */
  taxEvidence: line(500).nullable().optional(),
  /** All of the customer's groups; each must exist. */
  groups: z.array(groupHandle).max(50).optional(),
});
export type UpdateCustomer = z.output<typeof UpdateCustomer>;

export const CustomerGroup = z.object({ handle: z.string(), name: z.string(), members: z.int(), version });
export type CustomerGroup = z.output<typeof CustomerGroup>;
export const CustomerGroups = z.object({ items: z.array(CustomerGroup) });
/** Without a version a new group; with the version that the caller saw, a change of the name. */
export const SetGroup = z.object({ handle: groupHandle, name: line(80), version: version.nullable().default(null) });
export const RemoveGroup = z.object({ handle: groupHandle, version });
export const maxGroups = 200;

/** What a sale knows of its buyer. */
export const Buyer = z.object({ customerId: id("cus").nullable(), email, name: z.string(), locale: z.string() });
export type Buyer = z.output<typeof Buyer>;

/** Counted in characters; what makes a password too common is the verb's business. */
const newPassword = z.string().refine((text) => [...text].length >= 10 && [...text].length <= 200, {
  error: "10 to 200 characters",
});
const secretToken = z.string().regex(/^[\w-]{20,200}$/, "the token of a link");

/** The shop's page that a mailed link opens; the token is added as `meridian_token`. Null: the mail shows the token. */
const returnUrl = z
  .url({ protocol: /^https?$/ })
  .max(1000)
  .nullable()
  .default(null);

export const Register = z.object({ email: address, password: newPassword, name: personName, locale, returnUrl });
export type Register = z.output<typeof Register>;
/** The same answer whether or not the address is known; the mail says what happened. */
export const Registered = z.object({ email: z.string() });
export const VerifyAccount = z.object({ token: secretToken });
export const LogIn = z.object({ email: address, password: z.string().min(1).max(1000) });
export const RequestReset = z.object({ email: address, locale: locale.nullable().default(null), returnUrl });
export const ResetPassword = z.object({ token: secretToken, password: newPassword });
/** `everywhere` ends every session of the person, on all devices. */
export const LogOut = z.object({ everywhere: z.boolean().default(false) });

/** An account as its owner sees it. */
export const Account = z.object({
  id: id("cus"),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  taxId: z.string().nullable(),
  taxStatus: TaxStatus,
  groups: z.array(z.string()),
  /** The company whose prices and tax id this account buys with; null for a private person. */
  buysFor: z.object({ name: z.string() }).nullable(),
  ordersCount: z.int(),
  /** The choice about marketing mails that holds now; null as long as none was made. */
  marketing: MarketingChoice.nullable(),
  registeredAt: instant,
});
export type Account = z.output<typeof Account>;
/** `token` goes into the header `Meridian-Customer` of any call. */
export const LoggedIn = z.object({ token: z.string(), expiresAt: instant, customer: Account });

export const UpdateAccount = z.object({
  name: personName.optional(),
  locale: locale.optional(),
  phone: phone.optional(),
  company: line(120).nullable().optional(),
  taxId: taxIdText.nullable().optional(),
  /** The choice, with the very sentence that was shown beside it. */
  marketing: z.object({ agreed: z.boolean(), wording: line(500) }).optional(),
});
export type UpdateAccount = z.output<typeof UpdateAccount>;

export const AddressBook = z.object({ items: z.array(SavedAddress) });
export const AddAddress = z.object({ address: Address, isDefault: z.boolean().default(false) });
export const ChangeAddress = z.object({
  id: id("adr"),
  address: Address.optional(),
  /** Another one takes over only by being made the default itself. */
  isDefault: z.literal(true).optional(),
});
export const RemoveAddress = z.object({ id: id("adr") });

export type CustomersErrorCode =
  | "customers.bad_cursor"
  | "customers.stale"
  | "customers.erased"
  | "customers.has_company"
  | "customers.group_taken"
  | "customers.group_unknown"
  | "customers.too_many_groups"
  | "customers.evidence_missing"
  | "customers.tax_id_missing"
  | "customers.too_many_attempts"
  | "customers.wrong_credentials"
  | "customers.email_not_verified"
  | "customers.password_too_common"
  | "customers.link_used_up"
  | "customers.too_many_addresses"
  | "customers.address_invalid";
