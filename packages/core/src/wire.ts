/** Shapes that several slices put on the wire. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { isCountryCode } from "./kernel/country.ts";
import { activeCurrencies } from "./kernel/currency.ts";
import { canonicalLocale } from "./kernel/locale.ts";

/** An id with its prefix: `id("ord")` accepts `ord_…` and nothing else. */
export const id = <Prefix extends string>(prefix: Prefix) =>
  z.templateLiteral([`${prefix}_`, z.string().regex(/[0-9a-hjkmnp-tv-z]{26}/)]);

/** ISO 4217 code in capitals, of a currency in use today. */
export const currencyCode = z.enum(activeCurrencies);

/** ISO 3166-1 alpha-2 code in capitals. */
export const countryCode = z.string().length(2).refine(isCountryCode, { error: "an ISO 3166-1 country code" });

/** A BCP 47 locale, brought to its canonical form. */
export const locale = z
  .string()
  .max(35)
  .transform((text, context) => {
    const canonical = canonicalLocale(text);
    if (canonical !== undefined) return canonical;
    context.addIssue({ code: "custom", message: "a BCP 47 language tag" });
    return z.NEVER;
  });

/** An amount in the currency's minor unit (ISO 4217): `{ amount: 1999, currency: "EUR" }` is €19.99. */
export const money = z.object({ amount: z.int(), currency: currencyCode });
export type WireMoney = z.output<typeof money>;

/** PostgreSQL refuses a lone surrogate inside JSON. */
const isWellFormed = (value: string): boolean => value.isWellFormed();

/** Free text of one line, trimmed; control characters are refused. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(isWellFormed, "well-formed Unicode")
    .regex(/^[^\p{Cc}]*$/u, "no control characters");

/** Where a sale comes from: `web`, `embed`, `pos`, `marketplace`, or a name of the shop's own. */
export const salesChannel = z.string().regex(/^[a-z][a-z0-9_-]{0,29}$/, "small letters, digits, - and _, at most 30");

/** Free text of several lines. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine(isWellFormed, "well-formed Unicode")
    .regex(/^[^\u0000]*$/u, "no NUL character");

/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

export const quantity = z.int().min(1).max(10_000);

export const email = z.email().max(254);

/** A telephone number as written, the country's code in front where it is known; or null. */
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ()./-]{4,30}$/, "digits, with + and the country's code in front")
  .nullable();

const optionalLine = (max: number) => line(max).nullable().default(null);

/** A postal address. What a country asks for beyond this is checked by the rules in `kernel/address.ts`. */
export const Address = z.object({
  name: line(120),
  company: optionalLine(120),
  line1: line(200),
  line2: optionalLine(200),
  postalCode: optionalLine(20),
  city: line(120),
  /** ISO 3166-2 without the country where codes are kept (`CA`), else as written. */
  region: optionalLine(80),
  country: countryCode,
  phone: phone.default(null),
});
export type Address = z.output<typeof Address>;

/** A tax number as people write it: letters, digits and what stands between them. */
export const taxIdText = z
  .string()
  .trim()
  .regex(/^[\p{L}\d][\p{L}\d ./-]{1,39}$/u, "letters, digits, blanks, points, hyphens and slashes");

/** A way of paying as the payment provider names it: `card`, `ideal`, `sepa_debit`. */
export const paymentMethodType = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, "small letters, digits and _, at most 40");

/** What may be paid with; null takes over what the level above has. */
export const paymentMethodTypes = z
  .array(paymentMethodType)
  .min(1)
  .max(50)
  .refine((list) => new Set(list).size === list.length, "each one once")
  .nullable();

/** Optimistic concurrency: the version that the caller saw. The next one still fits PostgreSQL's integer. */
export const version = z.int().min(1).max(2_000_000_000);

/** A page of a list: items, and the cursor of the next page or null. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** What a list may be asked for. */
export const pageInput = {
  first: z.int().min(1).max(100).default(50),
  after: z.string().max(500).nullable().default(null),
};

/** A verb without input or without answer. */
export const nothing = z.object({});
