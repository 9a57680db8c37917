/** Shapes of shops, their keys and the directory. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { isTimeZone } from "../kernel/time-zone.ts";
import { noLimits, PlanLimits, PlanName } from "./plan-schemas.ts";
import {
  currencyCode,
  email,
  id,
  instant,
  line,
  locale,
  page,
  pageInput,
  salesChannel,
  text,
  version,
  paymentMethodTypes,
} from "../wire.ts";

export { ErasureCertificate, ErasureState } from "./export-schemas.ts";
export { UsageOf } from "./plan-schemas.ts";

/** Data-residency zones a merchant may choose from. */
export const RegionCode = z.enum(["eu", "us"]);
export type RegionCode = z.output<typeof RegionCode>;

export const TenantStatus = z.enum(["provisioning", "active", "suspended", "erased"]);
export type TenantStatus = z.output<typeof TenantStatus>;

export const ShopName = line(80);
/** Addresses are compared without regard to case. */
export const EmailAddress = email.transform((address) => address.toLowerCase());

const webAddress = z.url({ protocol: /^https?$/ }).max(500);

/** What the law wants shown about a merchant; every field may be missing. */
export const Legal = z.object({
  companyName: line(200).nullable().default(null),
  address: text(500).nullable().default(null),
  registerNumber: line(100).nullable().default(null),
  vatId: line(30).nullable().default(null),
  imprintUrl: webAddress.nullable().default(null),
  privacyUrl: webAddress.nullable().default(null),
  termsUrl: webAddress.nullable().default(null),
});
export type Legal = z.output<typeof Legal>;

/** A zone of the IANA database that this runtime knows. */
const timeZone = z.string().max(60).refine(isTimeZone, { error: "an IANA time zone such as Europe/Berlin" });

/** The shop's own page for an order's buyer: `https://shop.example/order#{token}`. */
const orderStatusUrl = webAddress.refine((url) => url.includes("{token}") || url.includes("%7Btoken%7D"), {
  error: "an address with {token} in it",
});

export const Shop = z.object({
  tenantId: id("ten"),
  slug: z.string(),
  region: z.string(),
  name: z.string(),
  contactEmail: z.string(),
  defaultLocale: z.string(),
  defaultCurrency: currencyCode,
  /** Whether prices are entered with tax included, unless a market says otherwise. */
  pricesIncludeTax: z.boolean(),
  /** IANA name of the zone in which the shop's days begin and end. */
  timeZone: z.string(),
  /** Where buyers see their order, with `{token}` in it; null is the platform's own page. */
  orderStatusUrl: z.string().nullable(),
  /** What may be paid with in markets that say nothing themselves; null is whatever the payment account offers. */
  paymentMethods: z.array(z.string()).nullable(),
  legal: Legal,
  version,
});
export type Shop = z.output<typeof Shop>;

/** What is left out stays as it is. */
export const UpdateShop = z.object({
  version,
  name: ShopName.optional(),
  contactEmail: EmailAddress.optional(),
  defaultLocale: locale.optional(),
  defaultCurrency: currencyCode.optional(),
  pricesIncludeTax: z.boolean().optional(),
  timeZone: timeZone.optional(),
  orderStatusUrl: orderStatusUrl
    .transform((url) => url.replaceAll("%7Btoken%7D", "{token}"))
    .nullable()
    .optional(),
  paymentMethods: paymentMethodTypes.optional(),
  legal: Legal.optional(),
});
export type UpdateShop = z.output<typeof UpdateShop>;

export const ApiKeyKind = z.enum(["publishable", "secret"]);
export type ApiKeyKind = z.output<typeof ApiKeyKind>;

/** `https://shop.example`, `http://localhost:5173` or `https://*.shop.example`. */
const origins = z.array(z.string().trim().min(1).max(255)).max(50);

export const ApiKey = z.object({
  id: id("key"),
  kind: ApiKeyKind,
  name: z.string(),
  /** Begin and end of the key: `pk_eu_…x7Qz`. The whole key is not kept. */
  hint: z.string(),
  allowedOrigins: z.array(z.string()),
  /** Where its sales come from: markets, price lists and promotions may be for some channels only. */
  channel: z.string(),
  createdAt: instant,
  /** When a rotated key stops working, or null. */
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKey = z.output<typeof ApiKey>;

export const ApiKeys = z.object({ items: z.array(ApiKey) });

export const CreateKey = z.object({
  kind: ApiKeyKind,
  name: line(80),
  /** Web origins that may use a publishable key; none for a secret key, which is not for browsers. */
  allowedOrigins: origins.default([]),
  channel: salesChannel.default("web"),
});
export type CreateKey = z.output<typeof CreateKey>;

export const UpdateKey = z.object({
  keyId: id("key"),
  name: line(80),
  allowedOrigins: origins,
  /** Left out stays as it is. */
  channel: salesChannel.optional(),
});
export type UpdateKey = z.output<typeof UpdateKey>;

export const RotateKey = z.object({
  keyId: id("key"),
  /** How long the old key goes on working, in hours: 0 ends it at once, 168 is a week. */
  overlapHours: z.int().min(0).max(168).default(24),
});
export type RotateKey = z.output<typeof RotateKey>;

export const RevokeKey = z.object({ keyId: id("key") });
export type RevokeKey = z.output<typeof RevokeKey>;

/** A new key with its whole text, which is shown this once. */
export const NewApiKey = z.object({ key: ApiKey, secret: z.string() });
export type NewApiKey = z.output<typeof NewApiKey>;

export const AuditEntry = z.object({
  seq: z.int(),
  at: instant,
  actorKind: z.string(),
  actorId: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const ListAudit = z.object({
  ...pageInput,
  /** Only what was done to this one, by its id. */
  subject: line(200).nullable().default(null),
  actorId: z
    .string()
    .regex(/^[a-z][\w:.-]{0,99}$/i, "an id")
    .nullable()
    .default(null),
  /** A verb, `catalog.update_product`, or a slice, `catalog`. */
  action: z
    .string()
    .regex(/^[a-z_]+(?:\.[a-z_]+)?$/)
    .max(100)
    .nullable()
    .default(null),
  from: instant.nullable().default(null),
  until: instant.nullable().default(null),
});
export const AuditPage = page(AuditEntry);

export const AuditVerdict = z.object({
  intact: z.boolean(),
  /** Number of the first entry that was changed, removed or added; null when none was. */
  brokenAt: z.int().nullable(),
});

/** How a tenant stands as an operator sees it: one that its owner has closed, or that is packed away, is none of the others. */
export const TenantState = z.enum([...TenantStatus.options, "closed", "hibernated"]);
export type TenantState = z.output<typeof TenantState>;

const tenantFilter = {
  status: TenantState.nullable().default(null),
  region: RegionCode.nullable().default(null),
  /** One of a region's databases. */
  cell: z
    .string()
    .regex(/^[a-z]{1,4}$/)
    .nullable()
    .default(null),
  plan: PlanName.nullable().default(null),
  /** The step that its schema stands at, or `behind`: before the newest of its region's program. */
  step: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .nullable()
    .default(null),
  /** An id, or what slug or name begin with. */
  q: line(80).nullable().default(null),
};
export const ListTenants = z.object({ ...pageInput, ...tenantFilter });
export type ListTenants = z.output<typeof ListTenants>;

export const CountTenants = z.object(tenantFilter);
export type TenantFilter = z.output<typeof CountTenants>;
const counted = z.array(z.object({ value: z.string(), tenants: z.int() }));
/** How many tenants each choice of a filter would leave, with the other filters as they are. */
export const TenantCounts = z.object({
  all: z.int(),
  region: counted,
  cell: counted,
  status: counted,
  plan: counted,
  /** The newest steps first; `behind` counts all that stand before their region's newest. */
  step: counted,
  behind: z.int(),
});
export type TenantCounts = z.output<typeof TenantCounts>;

/** Control plane → region: which schemas do not stand at the newest step of the region's program. */
export const ListSteps = z.object({ after: id("ten").nullable().default(null) });
export const StepList = z.object({
  newestStep: z.string(),
  /** `step` is null where nothing is known of the schema. */
  items: z.array(z.object({ tenantId: id("ten"), step: z.string().nullable() })),
  next: id("ten").nullable(),
});
/** Why a shop is closed by the platform. Words of its own could name a person, and logs are kept. */
export const SuspensionReason = z.enum(["unpaid", "terms", "legal", "security", "request", "other"]);
export type SuspensionReason = z.output<typeof SuspensionReason>;
export const TenantSummary = z.object({
  id: id("ten"),
  slug: z.string(),
  name: z.string(),
  region: RegionCode,
  cell: z.string().nullable(),
  status: TenantStatus,
  defaultLocale: z.string(),
  defaultCurrency: currencyCode,
  createdAt: instant,
  plan: PlanName,
  /** Since when the owner has closed the shop; null for an open one. */
  closedAt: instant.nullable(),
  /** When a closed shop is erased, unless it is opened again before. */
  eraseAt: instant.nullable(),
  /** Since when the shop is packed away because nobody came; null for one that is awake. */
  hibernatedAt: instant.nullable(),
});
export type TenantSummary = z.output<typeof TenantSummary>;
export const TenantPage = page(
  TenantSummary.extend({
    /** The newest migration that its schema was known to have been brought to, or null. */
    step: z.string().nullable(),
    /** Whether its region's program knows a newer one. */
    isBehind: z.boolean(),
  }),
);

export const TenantRef = z.object({ tenantId: id("ten") });
export type TenantRef = z.output<typeof TenantRef>;

export const SuspendTenant = z.object({ tenantId: id("ten"), reason: SuspensionReason.default("other") });
export type SuspendTenant = z.output<typeof SuspendTenant>;

/** Whether a shop's schema is in its database, packed away, or on its way. */
export const RestState = z.enum(["awake", "falling", "asleep", "waking"]);
export type RestState = z.output<typeof RestState>;

/** Control plane → region: how a tenant stands there. */
export const DescribedTenant = z.object({
  status: z.string(),
  /** The newest migration that its schema is known to have been brought to, or null. */
  step: z.string().nullable(),
  openedAt: instant,
  rest: RestState.default("awake"),
  /** When somebody last came, to the day; null when a region of before does not say. */
  seenAt: instant.nullable().default(null),
});
export type DescribedTenant = z.output<typeof DescribedTenant>;

/** A tenant as an operator sees it: where it is and how it stands, nothing of what is in its shop. */
export const TenantDetail = TenantSummary.extend({
  /** Why and since when it is suspended, or null. */
  suspension: z.object({ reason: SuspensionReason, since: instant }).nullable(),
  /** Whether the region was told the newest of what the control plane decided. */
  told: z.boolean(),
  /** How often telling failed in a row. */
  attempts: z.int(),
  /** What the region says; null while it cannot be reached, or does not know the shop yet. */
  home: DescribedTenant.nullable(),
  /** When the control plane last heard of the region, to the half minute; null when it never did. */
  heardAt: instant.nullable(),
});
export type TenantDetail = z.output<typeof TenantDetail>;

/** Control plane → region: open a shop for a new tenant. */
export const ProvisionTenant = z.object({
  tenantId: id("ten"),
  slug: z.string(),
  name: ShopName,
  contactEmail: EmailAddress,
  defaultLocale: locale,
  defaultCurrency: currencyCode,
  plan: PlanName.default("unlimited"),
  limits: PlanLimits.default(noLimits),
});
export type ProvisionTenant = z.output<typeof ProvisionTenant>;
/** Where a shop was opened, and at which step its schema stands; a region of before had one cell, and told no step. */
export const Provisioned = z.object({
  schema: z.string(),
  cell: z.string().default("a"),
  step: z.string().nullable().default(null),
});
export type Provisioned = z.output<typeof Provisioned>;

/** A region's database with tenants' schemas. */
const Cell = z.object({
  cell: z.string(),
  /** Shops that it has, those included that are being opened. */
  tenants: z.int(),
  /** It takes no new shops, and none back that was packed away. */
  closed: z.boolean(),
  /** Schemas that stand ready for new shops. */
  spares: z.int(),
  /** How many more shops it shall have, and how many it can have. */
  room: z.int(),
  roomAtMost: z.int(),
  /** Size of the database; null while it does not answer. */
  bytes: z.int().nullable(),
});
export const CellList = z.object({ items: z.array(Cell) });

/** Has a cell of the region take no new shops, or take them again. */
export const SetCellClosed = z.object({ cell: z.string().regex(/^[a-z]{1,4}$/), closed: z.boolean() });
export type SetCellClosed = z.output<typeof SetCellClosed>;

/** Control plane → region: what the control plane decides about a tenant. Older versions change nothing. */
export const SetTenantStatus = z.object({
  tenantId: id("ten"),
  status: z.enum(["active", "suspended", "closed"]),
  /** Left out by a control plane of before. */
  plan: PlanName.optional(),
  limits: PlanLimits.optional(),
  version,
});
export type SetTenantStatus = z.output<typeof SetTenantStatus>;

/** Region → control plane: a shop's settings as the directory shows them. */
export const NoteShop = z.object({
  tenantId: id("ten"),
  name: ShopName,
  defaultLocale: locale,
  defaultCurrency: currencyCode,
  version,
});
export type NoteShop = z.output<typeof NoteShop>;
