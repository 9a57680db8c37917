import { z } from "zod";
import { consentPolicy as ConsentPolicyKind } from "../markets/schemas.ts";
import { id, instant, locale, page, pageInput } from "../wire.ts";

/** What a visitor may allow or refuse. `necessary` is not asked: the shop does not work without it. */
export const optionalPurposes = ["preferences", "analytics", "marketing", "sale_of_data"] as const;
export const purposes = ["necessary", ...optionalPurposes] as const;
export type OptionalPurpose = (typeof optionalPurposes)[number];

/** How a market asks for consent. */
export type ConsentPolicyKind = z.output<typeof ConsentPolicyKind>;

/** Where the choice was made: the banner, the settings, the browser's signal (Global Privacy Control), our API. */
export const ConsentMethod = z.enum(["banner", "settings", "gpc", "api"]);
export type ConsentMethod = z.output<typeof ConsentMethod>;

export const ConsentChoices = z.strictObject({
  preferences: z.boolean(),
  analytics: z.boolean(),
  marketing: z.boolean(),
  sale_of_data: z.boolean(),
});
export type ConsentChoices = z.output<typeof ConsentChoices>;

/** The seven signals of Google Consent Mode v2, as `gtag("consent", …)` takes them. */
const signal = z.enum(["granted", "denied"]);
export const GoogleConsentMode = z.object({
  ad_storage: signal,
  ad_user_data: signal,
  ad_personalization: signal,
  analytics_storage: signal,
  functionality_storage: signal,
  personalization_storage: signal,
  security_storage: signal,
});
export type GoogleConsentMode = z.output<typeof GoogleConsentMode>;

/** `gpc`: whether the request carried `Sec-GPC: 1`; the transport fills it in. */
export const GetConsentPolicy = z.object({
  market: z.string().max(64).nullable().default(null),
  locale: locale.nullable().default(null),
  gpc: z.boolean().default(false),
});

export const ConsentPolicy = z.object({
  policy: ConsentPolicyKind,
  version: z.string(),
  /** SHA-256 of the texts as shown in this locale under this policy; goes back with the choice. */
  hash: z.string(),
  market: z.string(),
  locale: z.string(),
  dir: z.enum(["ltr", "rtl"]),
  purposes: z.array(
    z.object({
      purpose: z.enum(purposes),
      required: z.boolean(),
      /** What holds until the visitor chooses. */
      allowed: z.boolean(),
      title: z.string(),
      description: z.string(),
    }),
  ),
  texts: z.object({
    title: z.string(),
    body: z.string(),
    acceptAll: z.string(),
    rejectAll: z.string(),
    settings: z.string(),
    save: z.string(),
    gpcHonoured: z.string(),
  }),
  gpc: z.object({ received: z.boolean(), honoured: z.boolean() }),
});
export type ConsentPolicy = z.output<typeof ConsentPolicy>;

/** Without `subjectId` a new subject is made and answered; its id is a secret of that visitor. */
export const RecordConsent = z.object({
  subjectId: id("csb").nullable().default(null),
  market: z.string().max(64).nullable().default(null),
  locale: locale.nullable().default(null),
  choices: ConsentChoices,
  method: ConsentMethod,
  policyVersion: z.string().max(40),
  policyHash: z.string().max(64),
  gpc: z.boolean().default(false),
});

/** What a subject has chosen, and that it was asked properly. */
export const ConsentState = z.object({
  subjectId: id("csb"),
  seq: z.int(),
  decidedAt: instant,
  policy: ConsentPolicyKind,
  policyVersion: z.string(),
  method: ConsentMethod,
  choices: ConsentChoices.extend({ necessary: z.literal(true) }),
  gpcHonoured: z.boolean(),
  googleConsentMode: GoogleConsentMode,
});
export type ConsentState = z.output<typeof ConsentState>;

export const GetConsent = z.object({ subjectId: id("csb") });

/** One entry of the ledger, as staff see it. */
export const ConsentEntry = z.object({
  id: id("con"),
  subjectId: id("csb"),
  seq: z.int(),
  at: instant,
  policy: ConsentPolicyKind,
  policyVersion: z.string(),
  policyHash: z.string(),
  locale: z.string(),
  method: ConsentMethod,
  gpc: z.boolean(),
  choices: ConsentChoices,
  hash: z.string(),
});
export type ConsentEntry = z.output<typeof ConsentEntry>;

export const ListConsent = z.object({
  subjectId: z.string().trim().max(64).nullable().default(null),
  method: ConsentMethod.nullable().default(null),
  /** Entries that allow this purpose. */
  allows: z.enum(optionalPurposes).nullable().default(null),
  from: instant.nullable().default(null),
  until: instant.nullable().default(null),
  ...pageInput,
});
export const ConsentEntryPage = page(ConsentEntry);

export const ConsentVerification = z.object({
  subjects: z.int(),
  entries: z.int(),
  /** The first break of a chain: the entry with this number is changed, missing or too many. */
  broken: z.object({ subjectId: z.string(), seq: z.int() }).nullable(),
});

/** What an order keeps of the consent that held when it was placed. */
export const ConsentReference = z.object({
  subjectId: id("csb"),
  seq: z.int(),
  hash: z.string(),
  policyVersion: z.string(),
  decidedAt: instant,
  choices: ConsentChoices,
});
export type ConsentReference = z.output<typeof ConsentReference>;
