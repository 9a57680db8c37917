import { createHash } from "node:crypto";
import { noSuch, unauthorized } from "./errors.ts";
import type { Call, Emulator } from "./emulator.ts";
import type { AccountRecord } from "./records.ts";

/** Every `sk_test_…` key is an account of its own; only a hash of the key is kept. */
export function accountIdOf(apiKey: string): string {
  return `acct_${createHash("sha256").update(apiKey).digest("hex").slice(0, 16)}`;
}

/** The key of an account's world: a connected account is seen by its own platform alone. */
export function ownerOf(apiKey: string, connected: string | null): string {
  const id = accountIdOf(apiKey);
  return connected === null || connected === id ? id : `${id}/${connected}`;
}

export interface Credentials {
  apiKey: string;
  connected: string | null;
}

export function readCredentials(authorization: string | undefined, stripeAccount: string | undefined): Credentials {
  const apiKey = keyFrom(authorization);
  if (apiKey === "") {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (apiKey.startsWith("sk_test_expired"))
    throw unauthorized(`Expired API Key provided: ${mask(apiKey)}`, "api_key_expired");
  if (!/^(?:sk|rk)_test_\w{1,200}$/.test(apiKey)) throw unauthorized(`Invalid API Key provided: ${mask(apiKey)}`);
  if (stripeAccount !== undefined && !/^acct_\w{1,100}$/.test(stripeAccount)) {
    throw unauthorized(
      `The provided key '${mask(apiKey)}' does not have access to account '${stripeAccount.slice(0, 100)}' (or that account does not exist).`,
      "account_invalid",
    );
  }
  return { apiKey, connected: stripeAccount ?? null };
}

/** Opens the account on its first use. */
export function openAccount(
  emulator: Emulator,
  { apiKey, connected }: Credentials,
): { owner: string; account: AccountRecord } {
  const owner = ownerOf(apiKey, connected);
  const known = emulator.store.get("account", owner, owner);
  if (known) return { owner, account: known };
  const own = accountIdOf(apiKey);
  const account: AccountRecord = {
    id: owner === own ? own : (connected ?? own),
    platform: owner === own ? null : own,
    keyHint: mask(apiKey),
    name: null,
    created: emulator.now(),
  };
  emulator.store.put("account", owner, owner, account);
  return { owner, account };
}

/** A call made by a shopper or a tool instead of an API key. */
export function callFor(emulator: Emulator, owner: string): Call {
  const account = emulator.store.get("account", owner, owner);
  if (!account) throw noSuch("account", owner);
  return { emulator, owner, account, request: { id: null, idempotency_key: null } };
}

export function accountObject({ account, owner }: Call): object {
  return {
    id: account.id,
    object: "account",
    business_profile: {
      mcc: null,
      name: account.name,
      product_description: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: { card_payments: "active", sepa_debit_payments: "active", transfers: "active" },
    charges_enabled: true,
    controller: { type: owner === account.id ? "account" : "application" },
    country: "US",
    created: account.created,
    default_currency: "usd",
    details_submitted: true,
    email: null,
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${account.id}/external_accounts`,
    },
    metadata: {},
    payouts_enabled: true,
    settings: { dashboard: { display_name: account.name, timezone: "Etc/UTC" } },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: "standard",
  };
}

function keyFrom(authorization = ""): string {
  const [scheme = "", value = ""] = authorization.split(" ");
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? "";
}

function mask(apiKey: string): string {
  return apiKey.length <= 12 ? `${apiKey.slice(0, 4)}****` : `${apiKey.slice(0, 8)}****${apiKey.slice(-4)}`;
}
