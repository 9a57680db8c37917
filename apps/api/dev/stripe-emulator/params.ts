import * as z from "zod";
import { isSupportedCurrency, supportedCurrencies } from "./currencies.ts";
import { invalidRequest } from "./errors.ts";
import { asList } from "./form.ts";
import type { ParamMap } from "./form.ts";

export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, "integer")
  .transform(Number);

export const flag = z.enum(["true", "false"]).transform((value) => value === "true");

export function text(max = 5_000) {
  return z.string().min(1).max(max);
}

/** A text that the caller may also unset by sending an empty string. */
export function clearable(max = 5_000) {
  return z
    .string()
    .max(max)
    .transform((value) => (value === "" ? null : value));
}

export function list<S extends z.ZodType>(item: S) {
  return z.preprocess(asList, z.array(item).max(100));
}

export const url = text().refine((value) => URL.canParse(value) && /^https?:/i.test(value), {
  error: "Not a valid URL. It must begin with http:// or https://",
  params: { code: "url_invalid" },
});

export const email = text(512).refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), {
  error: (issue) => `Invalid email address: ${String(issue.input)}`,
  params: { code: "email_invalid" },
});

export const currency = text(10)
  .transform((value) => value.toLowerCase())
  .refine(isSupportedCurrency, {
    error: (issue) =>
      `Invalid currency: ${String(issue.input)}. Stripe currently supports these currencies: ${supportedCurrencies()}`,
  });

// docs.stripe.com/api/metadata: 50 keys, keys of 40 characters without square brackets, values of 500.
export const metadata = z.preprocess(
  (value) => (value === "" ? {} : value),
  z
    .record(
      z.string().max(40, "Metadata keys can be at most 40 characters long"),
      z.string().max(500, "Metadata values can be at most 500 characters long"),
    )
    .refine((value) => Object.keys(value).length <= 50, "Metadata can have at most 50 keys"),
);

export function mergeMetadata(
  current: Record<string, string>,
  changes: Record<string, string>,
): Record<string, string> {
  const merged = Object.entries({ ...current, ...changes }).filter(([, value]) => value !== "");
  return Object.fromEntries(merged);
}

export const address = z.strictObject({
  city: text().optional(),
  country: text(2).optional(),
  line1: text().optional(),
  line2: text().optional(),
  postal_code: text().optional(),
  state: text().optional(),
});

export const shipping = z.strictObject({
  address,
  name: text(),
  phone: text().optional(),
  carrier: text().optional(),
  tracking_number: text().optional(),
});

/** Validates raw form values; throws the error Stripe would answer for the first thing that is wrong. */
export function parseParams<S extends z.ZodType>(schema: S, raw: ParamMap): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw issue ? toStripeError(issue, raw) : invalidRequest("Invalid request.");
}

function toStripeError(issue: z.core.$ZodIssue, raw: ParamMap) {
  const param = bracketed(issue.path);
  const input = valueAt(raw, issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = bracketed([...issue.path, issue.keys[0] ?? ""]);
    return invalidRequest(`Received unknown parameter: ${unknown}`, { code: "parameter_unknown", param: unknown });
  }
  if (input === undefined) {
    return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  if (input === "") {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    return invalidRequest(message, { code: "parameter_invalid_empty", param });
  }
  switch (issue.code) {
    case "invalid_value":
      if (!issue.message.startsWith("Invalid ")) return invalidRequest(issue.message, { param });
      return invalidRequest(`Invalid ${param}: must be one of ${issue.values.map(String).join(", ")}`, { param });
    case "invalid_format":
      if (issue.message !== "integer") return invalidRequest(issue.message, { param });
      return invalidRequest(`Invalid integer: ${JSON.stringify(input).slice(0, 100)}`, {
        code: "parameter_invalid_integer",
        param,
      });
    case "invalid_type":
      return invalidRequest(`Invalid ${issue.expected === "array" ? "array" : "object"} for ${param}`, { param });
    case "too_big":
      if (typeof input === "string") {
        return invalidRequest(`Invalid string for ${param}; must be at most ${String(issue.maximum)} characters`, {
          param,
        });
      }
      return invalidRequest(`Array ${param} exceeded maximum ${String(issue.maximum)} allowed elements.`, { param });
    case "custom": {
      const code: unknown = issue.params?.["code"];
      return invalidRequest(issue.message, { param, ...(typeof code === "string" ? { code } : {}) });
    }
    default:
      return invalidRequest(nestedMessage(issue), { param });
  }
}

function nestedMessage(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

function bracketed(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join("");
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
